package io.bloomery.data.filter.dolma;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** HOCON: {@code clean.rules.dolma}; Dolma's readings of Gopher's and of C4's rules, and its own. */
public record DolmaRules(DolmaGopherConfig gopher, DolmaC4Config c4, RepetitionsConfig repetitions)
        implements Serializable {

    public DolmaRules {
        requireNonNull(gopher, "gopher");
        requireNonNull(c4, "c4");
        requireNonNull(repetitions, "repetitions");
    }

    /** The rules of this family by name. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("gopher", resources -> new DolmaGopher(gopher));
        factories.put("c4", resources -> DolmaC4.read(c4, resources));
        factories.put("repetitions", repetitions);
        return factories;
    }
}
