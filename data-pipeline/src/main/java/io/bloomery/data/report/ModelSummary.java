package io.bloomery.data.report;

import java.util.List;

/**
 * What was trained and how good it is.
 *
 * @param parameters of the model; 0 where none was trained
 * @param tokens seen in training
 * @param tokensPerSecond over the whole training
 * @param curves loss in training and on held-out sequences
 */
public record ModelSummary(
        long parameters,
        long tokens,
        double tokensPerSecond,
        List<Curve> curves,
        List<Perplexity> perplexities,
        List<Generation> generations) {

    public ModelSummary {
        curves = List.copyOf(curves);
        perplexities = List.copyOf(perplexities);
        generations = List.copyOf(generations);
    }

    public static ModelSummary none() {
        return new ModelSummary(0, 0, 0, List.of(), List.of(), List.of());
    }
}
