package io.bloomery.data.stats;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** HOCON: {@code clean.rules.stats}; rules that store numbers and drop nothing. */
public record StatsRules(StatsConfig settings) implements Serializable {

    public StatsRules {
        requireNonNull(settings, "settings");
    }

    /** The rules of this family by name. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        for (Statistics.Subject subject : Statistics.Subject.values()) {
            factories.put(subject.name().toLowerCase(Locale.ROOT), resources -> new Statistics(subject, settings));
        }
        return factories;
    }
}
