package io.bloomery.data.segment;

import static io.bloomery.data.segment.PythonCharacters.isSpace;

import io.bloomery.data.chinese.HanVariants;

/**
 * Words of Chinese as jieba 0.42 finds them, which datatrove and NeMo Curator use: the most probable cut into words of a
 * dictionary, and the words of a character model where single characters remain.
 *
 * <p>Punctuation marks are words of their own. Jieba's dictionary and model know few traditional characters, so texts are
 * looked up in simplified ones; the words stay as they were written.
 */
final class ChineseSplitter implements WordSplitter {

    private static final String WORD_SIGNS = "+#&._%-"; // that may belong to a word, such as C++ or 3.5%

    private final boolean asJieba;

    /**
     * A splitter of either kind.
     *
     * @param asJieba whether to look up all characters as they are written, and to take each white space character, and
     *     {@code \r\n}, for a word, as jieba does
     */
    ChineseSplitter(boolean asJieba) {
        this.asJieba = asJieba;
    }

    @Override
    public Parts split(String text) {
        String readable = asJieba ? text : HanVariants.simplify(text);
        Parts.Builder parts = new Parts.Builder(text);
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            int end = i + Character.charCount(codePoint);
            if (isInWord(codePoint)) {
                while (end < text.length() && isInWord(text.charAt(end))) {
                    end++;
                }
                splitRun(readable, i, end, parts);
            } else if (!isSpace(codePoint)) {
                parts.add(i, end);
            } else if (asJieba) {
                end = text.startsWith("\r\n", i) ? end + 1 : end;
                parts.add(i, end);
            }
            i = end;
        }
        return parts.build();
    }

    private static void splitRun(String text, int start, int end, Parts.Builder parts) {
        ChineseDictionary dictionary = ChineseDictionary.loaded();
        int[] ends = dictionary.likeliestEnds(text, start, end);
        int single = start; // where a row of single characters began that is not yet added
        for (int i = start; i < end; i = ends[i - start]) {
            int wordEnd = ends[i - start];
            if (wordEnd - i > 1) {
                splitSingles(text, single, i, dictionary, parts);
                parts.add(i, wordEnd);
                single = wordEnd;
            }
        }
        splitSingles(text, single, end, dictionary, parts);
    }

    /** Cuts a row of characters that are no words together; a row that is a rare word stays cut. */
    private static void splitSingles(
            String text, int start, int end, ChineseDictionary dictionary, Parts.Builder parts) {
        if (end - start > 1 && !dictionary.contains(text, start, end)) {
            UnlistedWords.split(text, start, end, parts);
            return;
        }
        for (int i = start; i < end; i++) {
            parts.add(i, i + 1);
        }
    }

    private static boolean isInWord(int codePoint) {
        return UnlistedWords.isIdeograph(codePoint)
                || UnlistedWords.isAsciiAlphanumeric(codePoint)
                || WORD_SIGNS.indexOf(codePoint) >= 0;
    }
}
