package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.bullets}.
 *
 * @param maxBulletLinesRatio {@code max-bullet-lines-ratio}: largest share of lines that start with a bullet, in [0, 1]
 */
public record BulletsConfig(double maxBulletLinesRatio) implements RuleFactory, Serializable {
    public BulletsConfig {
        if (!(maxBulletLinesRatio >= 0 && maxBulletLinesRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-bullet-lines-ratio must be in [0, 1] but is " + maxBulletLinesRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost(
                "nemo-bullets", maxBulletLinesRatio, draft -> LineMeasures.bulletShare(draft.view(LineMeasures.LINES)));
    }
}
