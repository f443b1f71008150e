package io.bloomery.data.chinese;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.Map;

/**
 * The rules that rewrite Chinese text; HOCON: {@code clean.rules.chinese}.
 *
 * @param convert {@code convert}: to simplified or to traditional characters
 */
public record ChineseRules(ConvertConfig convert) implements Serializable {

    /** What makes each rule, by its name; {@code narrow} has no settings. */
    public Map<String, RuleFactory> factories() {
        return Map.of("convert", resources -> new ConvertRule(convert), "narrow", resources -> new NarrowRule());
    }
}
