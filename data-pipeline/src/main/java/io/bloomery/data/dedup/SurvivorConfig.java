package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Who survives of a cluster; HOCON: {@code dedupe.survivor}.
 *
 * @param by {@code by}: criteria of {@link SurvivorCriterion}, the first that tells two documents apart decides; then the
 *     smallest id
 * @param sources {@code sources}: names of sources, the best one first
 * @param signal {@code signal}: name of the signal that tells quality, in kebab case
 */
public record SurvivorConfig(List<String> by, List<String> sources, String signal) implements Serializable {
    public SurvivorConfig {
        by = List.copyOf(by);
        sources = List.copyOf(sources);
        requireNonNull(signal, "signal");
        if (new HashSet<>(by).size() < by.size()) {
            throw new IllegalArgumentException("by names a criterion twice: " + by);
        }
        List<SurvivorCriterion> criteria =
                by.stream().map(SurvivorConfig::criterion).toList();
        if (criteria.contains(SurvivorCriterion.QUALITY) == signal.isBlank()) {
            throw new IllegalArgumentException("signal must be named for the criterion quality, and only for it");
        }
        if (criteria.contains(SurvivorCriterion.SOURCE) == sources.isEmpty()) {
            throw new IllegalArgumentException("sources must be named for the criterion source, and only for it");
        }
    }

    /** The criteria in order. */
    public List<SurvivorCriterion> criteria() {
        return by.stream().map(SurvivorConfig::criterion).toList();
    }

    private static SurvivorCriterion criterion(String name) {
        return Arrays.stream(SurvivorCriterion.values())
                .filter(criterion -> criterion.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "by must name some of source, quality, oldest and longest but names " + name));
    }
}
