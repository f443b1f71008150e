package io.bloomery.data.segment;

import java.util.Set;

/** Which splitter finds the words of a language; the one place to plug in a language of its own. */
public final class WordSplitters {

    private static final Set<String> UNSPACED = Set.of("zh", "ja", "th", "lo", "km", "my", "bo");

    private static final WordSplitter ENGLISH =
            new RuleSplitter(new NamedWords(TextResource.lines("english-words.txt")), new Infixes(true));
    private static final WordSplitter ANY =
            new RuleSplitter(new NamedWords(TextResource.lines("words.txt")), new Infixes(false));
    private static final WordSplitter BY_LETTER = new LetterSplitter(ANY);

    private WordSplitters() {}

    /**
     * The splitter of a language.
     *
     * <p>English, and text of unknown language, is split as datatrove does it; Chinese, Japanese and the other languages
     * that are written without spaces by letter; the rest by the rules that spaCy has for any language.
     *
     * @param language ISO 639-1 code, or {@code und}
     */
    public static WordSplitter of(String language) {
        if ("en".equals(language) || "und".equals(language)) {
            return ENGLISH;
        }
        return UNSPACED.contains(language) ? BY_LETTER : ANY;
    }
}
