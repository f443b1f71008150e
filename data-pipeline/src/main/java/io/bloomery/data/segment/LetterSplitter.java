package io.bloomery.data.segment;

import java.lang.Character.UnicodeScript;

/**
 * Words of languages that are written without spaces: each letter of such a script, with the marks that follow it, is a
 * word; what stands between them is split by another splitter.
 */
final class LetterSplitter implements WordSplitter {

    private static final int FIRST_UNSPACED = 0x0E00; // Thai; every such script lies above

    private final WordSplitter others;

    LetterSplitter(WordSplitter others) {
        this.others = others;
    }

    @Override
    public Parts split(String text) {
        Parts spaced = others.split(text);
        Parts.Builder parts = new Parts.Builder(text);
        for (int i = 0; i < spaced.size(); i++) {
            split(text, spaced.start(i), spaced.end(i), parts);
        }
        return parts.build();
    }

    private static void split(String text, int start, int end, Parts.Builder parts) {
        int pending = start;
        int i = start;
        while (i < end) {
            int codePoint = text.codePointAt(i);
            int next = Math.min(end, i + Character.charCount(codePoint));
            if (isUnspaced(codePoint)) {
                if (pending < i) {
                    parts.add(pending, i);
                }
                next = endOfMarks(text, next, end);
                parts.add(i, next);
                pending = next;
            }
            i = next;
        }
        if (pending < end) {
            parts.add(pending, end);
        }
    }

    private static int endOfMarks(String text, int from, int end) {
        int i = from;
        while (i < end && isMark(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return Math.min(i, end);
    }

    private static boolean isUnspaced(int codePoint) {
        if (codePoint < FIRST_UNSPACED || !Character.isLetter(codePoint)) {
            return false;
        }
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
            default -> false;
        };
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
