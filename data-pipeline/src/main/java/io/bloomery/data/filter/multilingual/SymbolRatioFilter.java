package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts with too many hash signs or ellipses for their number of words.
 *
 * <p>Rae et al. 2021 (Gopher), table A1. An ellipsis is {@code ...} or U+2026. Ratios above 1 are measured as 1; a text
 * without words has ratio 0.
 */
public final class SymbolRatioFilter implements Rule {

    public static final String HASHES = "hash-ratio";
    public static final String ELLIPSES = "ellipsis-ratio";

    private static final long serialVersionUID = 1L;

    private final SymbolRatioConfig config;

    public SymbolRatioFilter(SymbolRatioConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        String text = draft.text();
        int words = draft.view(Words.VIEW).size();
        draft.signal(HASHES, ratio(count(text, "#"), words));
        draft.signal(ELLIPSES, ratio(count(text, "...") + count(text, "\u2026"), words));
    }

    @Override
    public List<Limit> limits() {
        return List.of(Limit.atMost(HASHES, config.maxHashes()), Limit.atMost(ELLIPSES, config.maxEllipses()));
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
