package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dclm.symbol-ratio}.
 *
 * @param maxSymbolToWordRatio {@code max-symbol-to-word-ratio}: most hash signs and ellipses for each word
 */
public record SymbolRatioConfig(double maxSymbolToWordRatio) implements RuleFactory, Serializable {
    private static final List<String> SYMBOLS = List.of("#", "...", ". . .", "…");

    public SymbolRatioConfig {
        if (!(maxSymbolToWordRatio >= 0)) {
            throw new IllegalArgumentException(
                    "max-symbol-to-word-ratio must be at least 0 but is " + maxSymbolToWordRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("dclm-symbol-ratio", maxSymbolToWordRatio, draft -> {
            int words = draft.view(PythonText.WORDS).size();
            int symbols = SYMBOLS.stream()
                    .mapToInt(symbol -> PythonText.count(draft.text(), symbol))
                    .sum();
            return words == 0 ? Integer.MAX_VALUE : (double) symbols / words;
        });
    }
}
