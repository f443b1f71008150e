package io.bloomery.data.dedup.substring;

/**
 * A part of a text or a byte sequence.
 *
 * @param start inclusive
 * @param end exclusive, more than {@code start}
 */
public record Interval(int start, int end) {
    public Interval {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "an interval must be 0 <= start <= end but is [" + start + ", " + end + ")");
        }
    }

    /** How long it is. */
    public int length() {
        return end - start;
    }
}
