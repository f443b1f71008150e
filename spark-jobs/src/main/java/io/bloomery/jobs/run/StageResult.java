package io.bloomery.jobs.run;

import static java.util.Objects.requireNonNull;

import io.bloomery.jobs.storage.Counters;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers of a finished stage.
 *
 * @param counters what became of every input
 * @param metrics further numbers by name, such as {@code tokens} or {@code seconds}
 */
public record StageResult(Counters counters, Map<String, Double> metrics) {
    public StageResult {
        requireNonNull(counters, "counters");
        metrics = new TreeMap<>(metrics);
    }
}
