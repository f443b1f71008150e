package io.bloomery.jobs.storage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of every input of a stage; the numbers always add up.
 *
 * @param in records read
 * @param out records by fate: {@code kept}, {@code dropped.<rule>}, {@code quarantined.<reason>}
 */
public record Counters(
        @JsonProperty("in") long in, @JsonProperty("out") SortedMap<String, Long> out) {

    public static final String KEPT = "kept";
    public static final String DROPPED = "dropped.";
    public static final String QUARANTINED = "quarantined.";

    public Counters {
        out = Collections.unmodifiableSortedMap(new TreeMap<>(out));
        long sum = out.values().stream().mapToLong(Long::longValue).sum();
        if (sum != in) {
            throw new IllegalArgumentException("the counters do not add up: " + in + " in, but " + sum + " out "
                    + out.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(", ", "(", ")")));
        }
    }

    /** Counters of a stage that keeps all it reads. */
    public static Counters allKept(long records) {
        return new Counters(records, new TreeMap<>(Map.of(KEPT, records)));
    }

    /** Records that went on. */
    public long kept() {
        return out.getOrDefault(KEPT, 0L);
    }
}
