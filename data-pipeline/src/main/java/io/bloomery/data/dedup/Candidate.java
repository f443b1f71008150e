package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

/**
 * A document that may stand for its cluster.
 *
 * @param known kept by an earlier run, so it stays whatever else counts
 * @param source where it comes from
 * @param quality value of the signal that counts, {@code NaN} where it has none
 * @param date ISO 8601; empty where unknown
 * @param length characters of its text, in UTF-16 units
 */
public record Candidate(boolean known, String source, double quality, String date, int length) {
    public Candidate {
        requireNonNull(source, "source");
        requireNonNull(date, "date");
    }
}
