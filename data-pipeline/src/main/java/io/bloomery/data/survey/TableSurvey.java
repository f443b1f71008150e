package io.bloomery.data.survey;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stage that judges documents left, in numbers.
 *
 * @param stage that wrote the tables
 * @param fingerprint of the tables
 * @param runId of the run that wrote them
 * @param created when they were published, ISO 8601
 * @param in documents that the stage read
 * @param out by outcome: {@code kept}, {@code dropped.<rule>}, {@code quarantined.<reason>}
 * @param kept numbers of kept documents by name: lengths, scores and every signal
 * @param dropped the same of dropped documents
 * @param shares kept documents by {@code language}, {@code host}, {@code source}, {@code license}: the most frequent labels
 */
public record TableSurvey(
        @JsonProperty("stage") String stage,
        @JsonProperty("fingerprint") String fingerprint,
        @JsonProperty("run_id") String runId,
        @JsonProperty("created") String created,
        @JsonProperty("in") long in,
        @JsonProperty("out") SortedMap<String, Long> out,
        @JsonProperty("kept") SortedMap<String, Sketch> kept,
        @JsonProperty("dropped") SortedMap<String, Sketch> dropped,
        @JsonProperty("shares") SortedMap<String, SortedMap<String, Long>> shares) {

    public static final String KEPT = "kept";
    public static final String DROPPED = "dropped.";
    public static final String QUARANTINED = "quarantined.";

    public TableSurvey {
        requireNonNull(stage, "stage");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(runId, "runId");
        requireNonNull(created, "created");
        out = Collections.unmodifiableSortedMap(new TreeMap<>(out));
        kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    }

    /** Documents that went on. */
    public long keptCount() {
        return out.getOrDefault(KEPT, 0L);
    }

    /** Records whose outcome starts with {@link #DROPPED} or {@link #QUARANTINED}, or is one of these with a name. */
    public long countOf(String prefix) {
        return out.tailMap(prefix).entrySet().stream()
                .takeWhile(outcome -> outcome.getKey().startsWith(prefix))
                .mapToLong(outcome -> outcome.getValue())
                .sum();
    }

    /** A part of what went in; 0 where nothing did. */
    public double fraction(long part) {
        return in == 0 ? 0 : (double) part / in;
    }

    /** The part of the kept documents with a label, such as those of {@code language} {@code en}; 0 where there are none. */
    public double share(String kind, String label) {
        long documents = shares.getOrDefault(kind, Collections.emptySortedMap()).getOrDefault(label, 0L);
        return keptCount() == 0 ? 0 : (double) documents / keptCount();
    }

    /** A number of the kept documents; empty where no document has it. */
    public Sketch number(String name) {
        return kept.getOrDefault(name, Sketch.empty());
    }

    /** A number of all documents, kept or dropped. */
    public Sketch numberOfAll(String name) {
        return number(name).plus(dropped.getOrDefault(name, Sketch.empty()));
    }
}
