package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

/** Perplexity of one model on the held-out tokens; baselines are measured on the same tokens. */
public record Perplexity(String model, double value, boolean baseline) {
    public Perplexity {
        requireNonNull(model, "model");
    }
}
