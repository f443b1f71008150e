package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of everything that entered one stage; a funnel that does not add up cannot be built.
 *
 * @param stage the stage
 * @param in how many entered
 * @param out how many left, by outcome: {@code kept}, {@code dropped.<rule>}, {@code quarantined.<reason>}
 */
public record Funnel(String stage, long in, SortedMap<String, Long> out) {

    private static final String KEPT = "kept";
    private static final String DROPPED = "dropped.";
    private static final String QUARANTINED = "quarantined.";

    public Funnel {
        requireNonNull(stage, "stage");
        out = Collections.unmodifiableSortedMap(new TreeMap<>(out));
        out.forEach(Funnel::checkOutcome);
        long sum = out.values().stream().mapToLong(Long::longValue).sum();
        if (sum != in) {
            throw new IllegalArgumentException(
                    stage + " does not add up: " + in + " went in but " + sum + " came out, as " + out);
        }
    }

    public long kept() {
        return out.getOrDefault(KEPT, 0L);
    }

    public long dropped() {
        return total(DROPPED);
    }

    public long quarantined() {
        return total(QUARANTINED);
    }

    /** Dropped documents by rule, most frequent first; rules that dropped none are left out. */
    public List<Share> droppedByRule() {
        return shares(DROPPED);
    }

    /** Quarantined records by reason, most frequent first. */
    public List<Share> quarantinedByReason() {
        return shares(QUARANTINED);
    }

    private long total(String kind) {
        return shares(kind).stream().mapToLong(Share::count).sum();
    }

    private List<Share> shares(String kind) {
        return out.entrySet().stream()
                .filter(outcome -> outcome.getKey().startsWith(kind) && outcome.getValue() > 0)
                .map(outcome -> share(outcome, kind.length()))
                .sorted(Comparator.comparingLong(Share::count).reversed().thenComparing(Share::label))
                .toList();
    }

    private static Share share(Map.Entry<String, Long> outcome, int prefixLength) {
        return new Share(outcome.getKey().substring(prefixLength), outcome.getValue());
    }

    private static void checkOutcome(String outcome, Long count) {
        if (!outcome.equals(KEPT) && !outcome.startsWith(DROPPED) && !outcome.startsWith(QUARANTINED)) {
            throw new IllegalArgumentException(
                    "an outcome is kept, dropped.<rule> or quarantined.<reason> but is " + outcome);
        }
        if (count < 0) {
            throw new IllegalArgumentException("a count cannot be negative but " + outcome + " is " + count);
        }
    }
}
