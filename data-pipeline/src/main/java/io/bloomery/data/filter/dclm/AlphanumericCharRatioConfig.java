package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonCharacters;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.alphanumeric-char-ratio}.
 *
 * @param maxAlnumRatio {@code max-alnum-ratio}: smallest share of characters that are letters or numbers (the peer calls it a maximum), in [0, 1]
 */
public record AlphanumericCharRatioConfig(double maxAlnumRatio) implements RuleFactory, Serializable {
    public AlphanumericCharRatioConfig {
        if (!(maxAlnumRatio >= 0 && maxAlnumRatio <= 1)) {
            throw new IllegalArgumentException("max-alnum-ratio must be in [0, 1] but is " + maxAlnumRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast("dclm-alphanumeric-char-ratio", maxAlnumRatio, draft -> {
            long alphanumeric = draft.text()
                    .codePoints()
                    .filter(PythonCharacters::isAlphanumeric)
                    .count();
            return draft.text().isEmpty() ? -1 : (double) alphanumeric / draft.view(PythonText.LENGTH);
        });
    }
}
