package io.bloomery.data.segment;

import io.bloomery.data.document.Document;
import io.bloomery.data.document.LanguageCode;
import java.util.Set;

/** Which splitter finds the words of a language; the one place to plug in a language of its own. */
public final class WordSplitters {

    private static final Set<String> UNSPACED = Set.of("ja", "th", "lo", "km", "my", "bo");

    private static final WordSplitter ENGLISH =
            new RuleSplitter(new NamedWords(TextResource.lines("english-words.txt")), new Infixes(true));
    private static final WordSplitter ANY =
            new RuleSplitter(new NamedWords(TextResource.lines("words.txt")), new Infixes(false));
    private static final WordSplitter BY_LETTER = new LetterSplitter(ANY);
    private static final WordSplitter CHINESE = new ChineseSplitter(false);
    private static final WordSplitter JIEBA = new ChineseSplitter(true);

    private WordSplitters() {}

    /**
     * The splitter of a language.
     *
     * <p>English, and text of unknown language, is split as datatrove does it; Chinese, of either script, into the words
     * that jieba finds; Japanese and the other languages that are written without spaces by letter; the rest by the rules
     * that spaCy has for any language.
     *
     * @param language as in {@link LanguageCode}, or {@code und}
     */
    public static WordSplitter of(String language) {
        String code = LanguageCode.of(language);
        if (code.equals("en") || code.equals(Document.UNKNOWN_LANGUAGE)) {
            return ENGLISH;
        }
        if (code.equals("zh")) {
            return CHINESE;
        }
        return UNSPACED.contains(code) ? BY_LETTER : ANY;
    }

    /** The words of Chinese exactly as jieba counts them: white space is words too, and traditional text is cut badly. */
    public static Parts chineseAsJieba(String text) {
        return JIEBA.split(text);
    }
}
