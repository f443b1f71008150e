package io.bloomery.data.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sentences of running text: after a mark that ends one, closing quotation marks and brackets, and white space, an upper-case
 * letter or a digit begins the next; a line end alone ends none.
 *
 * <p>Stands in for BlingFire's model, which Dolma and DCLM use. Titles such as {@code Mr.} end no sentence; ideographic marks
 * end one without white space, and so do dots of omission before an ideograph. Linear time.
 */
public final class ProseSentences {

    private static final String MARKS = ".?!…";
    private static final String WIDE_MARKS = "。！？｡；";
    private static final String CLOSERS = "\"')]}”’»」』）";
    private static final String OPENERS = "\"'([{“‘«「『（";
    private static final Set<String> TITLES = Set.of(
            "mr", "mrs", "ms", "messrs", "prof", "st", "mt", "no", "nos", "fig", "figs", "vs", "al", "gen", "col",
            "sgt", "capt", "lt", "rev", "hon", "sr", "e.g", "i.e", "cf", "vol", "pp", "approx");

    private final String text;
    private final List<String> sentences = new ArrayList<>();

    private ProseSentences(String text) {
        this.text = text;
    }

    /** The sentences of a text, stripped, without blank ones. */
    public static List<String> of(String text) {
        return new ProseSentences(text).split();
    }

    private List<String> split() {
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            if (!isMark(text.charAt(i))) {
                i++;
                continue;
            }
            int mark = i;
            int end = endOf(i);
            if (endsSentence(mark, end)) {
                add(start, end);
                start = end;
            }
            i = end;
        }
        add(start, text.length());
        return sentences;
    }

    /** Behind a run of marks and what closes after it. */
    private int endOf(int mark) {
        int end = mark;
        while (end < text.length() && isMark(text.charAt(end))) {
            end++;
        }
        while (end < text.length() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private boolean endsSentence(int mark, int end) {
        if (WIDE_MARKS.indexOf(text.charAt(mark)) >= 0) {
            return true;
        }
        if (text.charAt(mark) == '…' && end < text.length() && Character.isIdeographic(text.codePointAt(end))) {
            return true;
        }
        int next = end;
        while (next < text.length() && PythonCharacters.isSpace(text.charAt(next))) {
            next++;
        }
        if (next == end || next == text.length() || isTitle(mark)) {
            return false;
        }
        boolean quoted = "\"”".indexOf(text.charAt(end - 1)) >= 0;
        return quoted || beginsSentence(next);
    }

    private boolean beginsSentence(int at) {
        int next = at;
        while (next < text.length() && OPENERS.indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (next == text.length()) {
            return false;
        }
        int first = text.codePointAt(next);
        return Character.isDigit(first) || (Character.isLetter(first) && !Character.isLowerCase(first));
    }

    /** Whether the word before a full stop is a title or an abbreviation that something follows. */
    private boolean isTitle(int mark) {
        int start = mark;
        while (start > 0 && mark - start < 10 && !PythonCharacters.isSpace(text.charAt(start - 1))) {
            start--;
        }
        String word = text.substring(start, mark).toLowerCase(Locale.ROOT);
        return text.charAt(mark) == '.' && TITLES.contains(word);
    }

    private static boolean isMark(char character) {
        return MARKS.indexOf(character) >= 0 || WIDE_MARKS.indexOf(character) >= 0;
    }

    private void add(int start, int end) {
        String sentence = PythonText.strip(text.substring(start, end));
        if (!sentence.isEmpty()) {
            sentences.add(sentence);
        }
    }
}
