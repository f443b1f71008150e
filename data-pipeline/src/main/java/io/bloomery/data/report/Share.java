package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

/** How many of a whole carry one label. */
public record Share(String label, long count) {
    public Share {
        requireNonNull(label, "label");
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative but is " + count);
        }
    }
}
