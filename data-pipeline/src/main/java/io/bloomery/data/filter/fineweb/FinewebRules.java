package io.bloomery.data.filter.fineweb;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.filter.c4.C4Quality;
import io.bloomery.data.filter.c4.C4QualityConfig;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HOCON: {@code clean.rules.fineweb}; FineWeb's own rules.
 *
 * @param c4Quality {@code c4-quality}: C4's rule with the settings of FineWeb
 */
public record FinewebRules(C4QualityConfig c4Quality, FinewebQualityConfig quality) implements Serializable {

    public FinewebRules {
        requireNonNull(c4Quality, "c4-quality");
        requireNonNull(quality, "quality");
    }

    /** The rules of this family by name. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("c4-quality", resources -> new C4Quality(c4Quality));
        factories.put("quality", resources -> new FinewebQuality(quality));
        return factories;
    }
}
