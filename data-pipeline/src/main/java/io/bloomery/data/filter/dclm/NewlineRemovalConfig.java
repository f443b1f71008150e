package io.bloomery.data.filter.dclm;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.TextRule;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * HOCON: {@code clean.rules.dclm.newline-removal}.
 *
 * @param maxConsecutive {@code max-consecutive}: most line feeds in a row
 */
public record NewlineRemovalConfig(int maxConsecutive) implements RuleFactory, Serializable {
    public NewlineRemovalConfig {
        if (!(maxConsecutive >= 0)) {
            throw new IllegalArgumentException("max-consecutive must be at least 0 but is " + maxConsecutive);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        Pattern tooMany = Pattern.compile("\n{" + (maxConsecutive + 1) + ",}+");
        String left = "\n".repeat(maxConsecutive);
        return new TextRule(text -> tooMany.matcher(text).replaceAll(left));
    }
}
