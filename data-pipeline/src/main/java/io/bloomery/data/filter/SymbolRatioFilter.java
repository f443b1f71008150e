package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;

/**
 * Drops texts with too many hash signs or ellipses for their number of words.
 *
 * <p>Rae et al. 2021 (Gopher), table A1. An ellipsis is {@code ...} or U+2026. Ratios above 1 are measured as 1; a text
 * without words has ratio 0.
 */
public final class SymbolRatioFilter implements DocumentStep {

    public static final String HASHES = "hash-ratio";
    public static final String ELLIPSES = "ellipsis-ratio";

    private final SymbolRatioConfig config;

    public SymbolRatioFilter(SymbolRatioConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        String text = document.text();
        int words = Words.of(text).size();
        return Measure.judge(
                document,
                Measure.atMost(HASHES, ratio(count(text, "#"), words), config.maxHashes()),
                Measure.atMost(
                        ELLIPSES, ratio(count(text, "...") + count(text, "\u2026"), words), config.maxEllipses()));
    }

    static double ratio(long symbols, int words) {
        return words == 0 ? 0 : Math.min(1, (double) symbols / words);
    }

    static long count(String text, String symbol) {
        long count = 0;
        for (int i = text.indexOf(symbol); i >= 0; i = text.indexOf(symbol, i + symbol.length())) {
            count++;
        }
        return count;
    }
}
