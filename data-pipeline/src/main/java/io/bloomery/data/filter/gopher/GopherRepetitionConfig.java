package io.bloomery.data.filter.gopher;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.gopher.repetition}; shares in [0, 1], where 0 turns a limit on lines or paragraphs off.
 *
 * @param dupLineFrac {@code dup-line-frac}: largest share of lines that stood before
 * @param dupParaFrac {@code dup-para-frac}: largest share of paragraphs that stood before
 * @param dupLineCharFrac {@code dup-line-char-frac}: largest share of characters in lines that stood before
 * @param dupParaCharFrac {@code dup-para-char-frac}: largest share of characters in paragraphs that stood before
 * @param topNGrams {@code top-n-grams}: limits on the most frequent n-gram
 * @param dupNGrams {@code dup-n-grams}: limits on n-grams that stood before
 */
public record GopherRepetitionConfig(
        double dupLineFrac,
        double dupParaFrac,
        double dupLineCharFrac,
        double dupParaCharFrac,
        List<NgramLimit> topNGrams,
        List<NgramLimit> dupNGrams)
        implements Serializable {

    public GopherRepetitionConfig {
        checkShare("dup-line-frac", dupLineFrac);
        checkShare("dup-para-frac", dupParaFrac);
        checkShare("dup-line-char-frac", dupLineCharFrac);
        checkShare("dup-para-char-frac", dupParaCharFrac);
        topNGrams = NgramLimit.inOrder("top-n-grams", topNGrams);
        dupNGrams = NgramLimit.inOrder("dup-n-grams", dupNGrams);
    }

    private static void checkShare(String key, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(key + " must be in [0, 1] but is " + share);
        }
    }
}
