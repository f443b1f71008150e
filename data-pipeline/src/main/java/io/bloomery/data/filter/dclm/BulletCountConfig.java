package io.bloomery.data.filter.dclm;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.bullet-count}.
 *
 * @param maxBulletStartRatio {@code max-bullet-start-ratio}: largest share of lines that start with one of {@code ● • * -}, in [0, 1]
 */
public record BulletCountConfig(double maxBulletStartRatio) implements RuleFactory, Serializable {
    private static final String BULLETS = "●•*-";

    public BulletCountConfig {
        if (!(maxBulletStartRatio >= 0 && maxBulletStartRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-bullet-start-ratio must be in [0, 1] but is " + maxBulletStartRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost(
                "dclm-bullet-count",
                maxBulletStartRatio,
                draft -> PageLines.share(draft.view(PageLines.LINES), line -> BULLETS.indexOf(line.charAt(0)) >= 0));
    }
}
