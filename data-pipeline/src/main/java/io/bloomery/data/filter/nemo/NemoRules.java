package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.normalize.UnicodeRepair;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.TextRule;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** HOCON: {@code clean.rules.nemo}; the rules of NeMo Curator by name. */
public record NemoRules(
        NonAlphaNumericConfig nonAlphaNumeric,
        SymbolsToWordsConfig symbolsToWords,
        NumbersConfig numbers,
        UrlsConfig urls,
        WhiteSpaceConfig whiteSpace,
        ParenthesesConfig parentheses,
        BoilerplateStringConfig boilerplateString,
        RepeatedLinesConfig repeatedLines,
        RepeatedParagraphsConfig repeatedParagraphs,
        RepeatedLinesCharConfig repeatedLinesChar,
        RepeatedParagraphsCharConfig repeatedParagraphsChar,
        WordCountConfig wordCount,
        PunctuationConfig punctuation,
        WordsWithoutAlphabetsConfig wordsWithoutAlphabets,
        CommonEnglishWordsConfig commonEnglishWords,
        MeanWordLengthConfig meanWordLength,
        LongWordConfig longWord,
        EllipsisConfig ellipsis,
        RepeatingTopNgramsConfig repeatingTopNgrams,
        RepeatingDuplicateNgramsConfig repeatingDuplicateNgrams,
        BulletsConfig bullets,
        PornographicUrlsConfig pornographicUrls,
        SubstringConfig substring,
        HistogramConfig histogram,
        TokenCountConfig tokenCount,
        CodeRules code,
        LineRemoverConfig lineRemover,
        SlicerConfig slicer,
        BoilerplateRemoverConfig boilerplateRemover,
        UnicodeRepair unicodeReformatter)
        implements Serializable {

    public NemoRules {
        requireNonNull(nonAlphaNumeric, "non-alpha-numeric");
        requireNonNull(symbolsToWords, "symbols-to-words");
        requireNonNull(numbers, "numbers");
        requireNonNull(urls, "urls");
        requireNonNull(whiteSpace, "white-space");
        requireNonNull(parentheses, "parentheses");
        requireNonNull(boilerplateString, "boilerplate-string");
        requireNonNull(repeatedLines, "repeated-lines");
        requireNonNull(repeatedParagraphs, "repeated-paragraphs");
        requireNonNull(repeatedLinesChar, "repeated-lines-char");
        requireNonNull(repeatedParagraphsChar, "repeated-paragraphs-char");
        requireNonNull(wordCount, "word-count");
        requireNonNull(punctuation, "punctuation");
        requireNonNull(wordsWithoutAlphabets, "words-without-alphabets");
        requireNonNull(commonEnglishWords, "common-english-words");
        requireNonNull(meanWordLength, "mean-word-length");
        requireNonNull(longWord, "long-word");
        requireNonNull(ellipsis, "ellipsis");
        requireNonNull(repeatingTopNgrams, "repeating-top-ngrams");
        requireNonNull(repeatingDuplicateNgrams, "repeating-duplicate-ngrams");
        requireNonNull(bullets, "bullets");
        requireNonNull(pornographicUrls, "pornographic-urls");
        requireNonNull(substring, "substring");
        requireNonNull(histogram, "histogram");
        requireNonNull(tokenCount, "token-count");
        requireNonNull(code, "code");
        requireNonNull(lineRemover, "line-remover");
        requireNonNull(slicer, "slicer");
        requireNonNull(boilerplateRemover, "boilerplate-remover");
        requireNonNull(unicodeReformatter, "unicode-reformatter");
    }

    /** Factories by the name that a profile calls a rule by, after {@code nemo.}. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        addFilters(factories);
        addRepetition(factories);
        factories.putAll(code.factories());
        addModifiers(factories);
        return factories;
    }

    private void addFilters(Map<String, RuleFactory> factories) {
        factories.put("non-alpha-numeric", nonAlphaNumeric);
        factories.put("symbols-to-words", symbolsToWords);
        factories.put("numbers", numbers);
        factories.put("urls", urls);
        factories.put("white-space", whiteSpace);
        factories.put("parentheses", parentheses);
        factories.put("boilerplate-string", boilerplateString);
        factories.put("word-count", wordCount);
        factories.put("punctuation", punctuation);
        factories.put("words-without-alphabets", wordsWithoutAlphabets);
        factories.put("common-english-words", commonEnglishWords);
        factories.put("mean-word-length", meanWordLength);
        factories.put("long-word", longWord);
        factories.put("ellipsis", ellipsis);
        factories.put("bullets", bullets);
        factories.put("pornographic-urls", pornographicUrls);
        factories.put("substring", substring);
        factories.put("histogram", histogram);
        factories.put("token-count", tokenCount);
    }

    private void addRepetition(Map<String, RuleFactory> factories) {
        factories.put("repeated-lines", repeatedLines);
        factories.put("repeated-paragraphs", repeatedParagraphs);
        factories.put("repeated-lines-char", repeatedLinesChar);
        factories.put("repeated-paragraphs-char", repeatedParagraphsChar);
        factories.put("repeating-top-ngrams", repeatingTopNgrams);
        factories.put("repeating-duplicate-ngrams", repeatingDuplicateNgrams);
    }

    private void addModifiers(Map<String, RuleFactory> factories) {
        factories.put("newline-normalizer", resources -> new NewlineNormalizer());
        factories.put("url-remover", resources -> new UrlRemover());
        factories.put("quotation-remover", resources -> new QuotationRemover());
        factories.put("markdown-remover", resources -> new MarkdownRemover());
        factories.put("line-remover", lineRemover);
        factories.put("slicer", slicer);
        factories.put("boilerplate-remover", boilerplateRemover);
        factories.put("unicode-reformatter", resources -> new TextRule(unicodeReformatter::repair));
    }
}
