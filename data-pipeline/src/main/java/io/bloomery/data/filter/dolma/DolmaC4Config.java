package io.bloomery.data.filter.dolma;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dolma.c4}.
 *
 * @param minWordsPerLine {@code min-words-per-line}: a line with fewer words has too few
 * @param endPunctuation {@code end-punctuation}: what a line has to end with
 * @param naughtyWords {@code naughty-words}: file with a word or phrase in each line; empty means none
 * @param removeLinesWithNoEndingPunctuation {@code remove-lines-with-no-ending-punctuation}
 * @param removeLinesWithTooFewWords {@code remove-lines-with-too-few-words}
 * @param dropNaughtyWord {@code drop-naughty-word}: whether a word or phrase of the file drops the text
 * @param dropJavascript {@code drop-javascript}: whether "javascript" drops the text
 * @param dropLoremIpsum {@code drop-lorem-ipsum}: whether "lorem ipsum" drops the text
 * @param dropCurlyBrace {@code drop-curly-brace}: whether an opening curly bracket drops the text
 */
public record DolmaC4Config(
        int minWordsPerLine,
        List<String> endPunctuation,
        String naughtyWords,
        boolean removeLinesWithNoEndingPunctuation,
        boolean removeLinesWithTooFewWords,
        boolean dropNaughtyWord,
        boolean dropJavascript,
        boolean dropLoremIpsum,
        boolean dropCurlyBrace)
        implements Serializable {

    public DolmaC4Config {
        requireNonNull(naughtyWords, "naughty-words");
        endPunctuation = List.copyOf(endPunctuation);
        if (minWordsPerLine < 0) {
            throw new IllegalArgumentException("min-words-per-line must not be negative but is " + minWordsPerLine);
        }
    }
}
