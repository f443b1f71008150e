package io.bloomery.data.filter.dclm;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** HOCON: {@code clean.rules.dclm}; the rules of DCLM's baseline by name. */
public record DclmRules(
        GithubExtensionConfig githubExtension,
        LineLengthConfig lineLength,
        AlphanumericCharRatioConfig alphanumericCharRatio,
        PageLengthConfig pageLength,
        SubstringConfig substring,
        BulletCountConfig bulletCount,
        EllipsisCountConfig ellipsisCount,
        StopWordConfig stopWord,
        WordLengthConfig wordLength,
        SymbolRatioConfig symbolRatio,
        AlphabeticWordRatioConfig alphabeticWordRatio,
        WordCounterConfig wordCounter,
        WordRemovalRatioConfig wordRemovalRatio,
        RepetitionConfig repetition,
        MassiveWebRepetitionConfig massiveWebRepetition,
        SubstringLineConfig itemsInCart,
        SubstringLineConfig readMore,
        SubstringLineConfig signIn,
        LineLengthModifierConfig lineLengthModifier,
        PunctuationLineConfig punctuationLine,
        WordLengthModifierConfig wordLengthModifier,
        UppercaseRatioLineConfig uppercaseRatioLine,
        NumericRatioLineConfig numericRatioLine,
        NewlineRemovalConfig newlineRemoval,
        UrlRemovalConfig urlRemoval,
        WithinPageDedupConfig withinPageDedup)
        implements Serializable {

    public DclmRules {
        requireNonNull(githubExtension, "github-extension");
        requireNonNull(lineLength, "line-length");
        requireNonNull(alphanumericCharRatio, "alphanumeric-char-ratio");
        requireNonNull(pageLength, "page-length");
        requireNonNull(substring, "substring");
        requireNonNull(bulletCount, "bullet-count");
        requireNonNull(ellipsisCount, "ellipsis-count");
        requireNonNull(stopWord, "stop-word");
        requireNonNull(wordLength, "word-length");
        requireNonNull(symbolRatio, "symbol-ratio");
        requireNonNull(alphabeticWordRatio, "alphabetic-word-ratio");
        requireNonNull(wordCounter, "word-counter");
        requireNonNull(wordRemovalRatio, "word-removal-ratio");
        requireNonNull(repetition, "repetition");
        requireNonNull(massiveWebRepetition, "massive-web-repetition");
        requireNonNull(itemsInCart, "items-in-cart");
        requireNonNull(readMore, "read-more");
        requireNonNull(signIn, "sign-in");
        requireNonNull(lineLengthModifier, "line-length-modifier");
        requireNonNull(punctuationLine, "punctuation-line");
        requireNonNull(wordLengthModifier, "word-length-modifier");
        requireNonNull(uppercaseRatioLine, "uppercase-ratio-line");
        requireNonNull(numericRatioLine, "numeric-ratio-line");
        requireNonNull(newlineRemoval, "newline-removal");
        requireNonNull(urlRemoval, "url-removal");
        requireNonNull(withinPageDedup, "within-page-dedup");
    }

    /** Factories by the name that a profile calls a rule by, after {@code dclm.}. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        addFilters(factories);
        addModifiers(factories);
        return factories;
    }

    private void addFilters(Map<String, RuleFactory> factories) {
        factories.put("github-extension", githubExtension);
        factories.put("line-length", lineLength);
        factories.put("alphanumeric-char-ratio", alphanumericCharRatio);
        factories.put("page-length", pageLength);
        factories.put("substring", substring);
        factories.put("bullet-count", bulletCount);
        factories.put("ellipsis-count", ellipsisCount);
        factories.put("stop-word", stopWord);
        factories.put("word-length", wordLength);
        factories.put("symbol-ratio", symbolRatio);
        factories.put("alphabetic-word-ratio", alphabeticWordRatio);
        factories.put("word-counter", wordCounter);
        factories.put("word-removal-ratio", wordRemovalRatio);
        factories.put("repetition", repetition);
        factories.put("massive-web-repetition", massiveWebRepetition);
    }

    private void addModifiers(Map<String, RuleFactory> factories) {
        factories.put("items-in-cart", itemsInCart.named("items-in-cart"));
        factories.put("read-more", readMore.named("read-more"));
        factories.put("sign-in", signIn.named("sign-in"));
        factories.put("line-length-modifier", lineLengthModifier);
        factories.put("punctuation-line", punctuationLine);
        factories.put("word-length-modifier", wordLengthModifier);
        factories.put("uppercase-ratio-line", uppercaseRatioLine);
        factories.put("numeric-ratio-line", numericRatioLine);
        factories.put("newline-removal", newlineRemoval);
        factories.put("url-removal", urlRemoval);
        factories.put("within-page-dedup", withinPageDedup);
        factories.put("counter-line", resources -> new CounterLine());
        factories.put("citation-removal", resources -> new CitationRemoval());
    }
}
