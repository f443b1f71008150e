package io.bloomery.data.filter.c4;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.c4.quality}; {@code -1} turns a limit off.
 *
 * @param splitParagraph {@code split-paragraph}: whether lines are judged, as in C4; false judges sentences
 * @param removeCitations {@code remove-citations}: whether marks such as [1] and [citation needed] are cut out of lines
 * @param filterNoTerminalPunct {@code filter-no-terminal-punct}: whether a line has to end with . ? ! " or '
 * @param minNumSentences {@code min-num-sentences}: fewest sentences in the lines that are left
 * @param minWordsPerLine {@code min-words-per-line}: fewest words of a line, apart by white space
 * @param maxWordLength {@code max-word-length}: most characters of a word in a line
 * @param filterLoremIpsum {@code filter-lorem-ipsum}: whether "lorem ipsum" drops the text
 * @param filterJavascript {@code filter-javascript}: whether "javascript" removes the line
 * @param filterCurlyBracket {@code filter-curly-bracket}: whether an opening curly bracket drops the text
 * @param filterPolicy {@code filter-policy}: whether words of a cookie or privacy notice remove the line
 */
public record C4QualityConfig(
        boolean splitParagraph,
        boolean removeCitations,
        boolean filterNoTerminalPunct,
        int minNumSentences,
        int minWordsPerLine,
        int maxWordLength,
        boolean filterLoremIpsum,
        boolean filterJavascript,
        boolean filterCurlyBracket,
        boolean filterPolicy)
        implements Serializable {

    public C4QualityConfig {
        checkLimit("min-num-sentences", minNumSentences);
        checkLimit("min-words-per-line", minWordsPerLine);
        checkLimit("max-word-length", maxWordLength);
    }

    private static void checkLimit(String key, int value) {
        if (value < -1) {
            throw new IllegalArgumentException(key + " must be -1 or more but is " + value);
        }
    }
}
