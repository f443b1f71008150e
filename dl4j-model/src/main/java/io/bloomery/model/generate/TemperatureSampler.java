package io.bloomery.model.generate;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws a token by softmax of logits over temperature, among the top k that carry the first p of the probability.
 *
 * <p>Nucleus sampling after Holtzman et al. 2020, section 3.1, applied to what top-k left, as {@code transformers} does:
 * the token that crosses p is still in the draw, so there is always one.
 */
public final class TemperatureSampler implements Sampler {

    private final SamplingConfig config;

    public TemperatureSampler(SamplingConfig config) {
        this.config = requireNonNull(config, "config");
        if (config.temperature() == 0) {
            throw new IllegalArgumentException("temperature 0 has no distribution to draw from");
        }
    }

    @Override
    public int choose(float[] logits, SplittableRandom random) {
        int[] ranked = ranked(logits);
        double[] weights = new double[ranked.length];
        double all = 0;
        for (int rank = 0; rank < ranked.length; rank++) {
            weights[rank] = Math.exp((logits[ranked[rank]] - logits[ranked[0]]) / config.temperature());
            all += weights[rank];
        }
        double nucleus = 0;
        int candidates = 0;
        while (candidates < ranked.length && (candidates == 0 || nucleus < config.topP() * all)) {
            nucleus += weights[candidates++];
        }
        double point = random.nextDouble() * nucleus;
        int chosen = 0;
        double sum = weights[0];
        while (sum <= point && chosen < candidates - 1) {
            sum += weights[++chosen];
        }
        return ranked[chosen];
    }

    /** Token ids, likeliest first and by id among equals, cut to the top k. */
    private int[] ranked(float[] logits) {
        int keep = config.topK() == 0 ? logits.length : Math.min(config.topK(), logits.length);
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparing((Integer token) -> -logits[token]))
                .limit(keep)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
