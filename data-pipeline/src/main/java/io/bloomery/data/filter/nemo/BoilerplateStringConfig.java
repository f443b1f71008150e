package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.boilerplate-string}.
 *
 * @param maxBoilerplateStringRatio {@code max-boilerplate-string-ratio}: largest share of paragraphs that hold a phrase such as "privacy policy", in [0, 1]
 */
public record BoilerplateStringConfig(double maxBoilerplateStringRatio) implements RuleFactory, Serializable {
    public BoilerplateStringConfig {
        if (!(maxBoilerplateStringRatio >= 0 && maxBoilerplateStringRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-boilerplate-string-ratio must be in [0, 1] but is " + maxBoilerplateStringRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost(
                "nemo-boilerplate-string",
                maxBoilerplateStringRatio,
                draft -> Boilerplate.share(draft.view(LineMeasures.PARAGRAPHS)));
    }
}
