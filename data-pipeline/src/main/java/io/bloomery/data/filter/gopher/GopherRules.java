package io.bloomery.data.filter.gopher;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** HOCON: {@code clean.rules.gopher}; the rules of Rae et al. 2021 (Gopher) as datatrove reads them. */
public record GopherRules(GopherRepetitionConfig repetition, GopherQualityConfig quality) implements Serializable {

    public GopherRules {
        requireNonNull(repetition, "repetition");
        requireNonNull(quality, "quality");
    }

    /** The rules of this family by name. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("repetition", resources -> new GopherRepetition(repetition));
        factories.put("quality", resources -> new GopherQuality(quality));
        return factories;
    }
}
