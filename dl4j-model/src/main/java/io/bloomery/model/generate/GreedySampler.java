package io.bloomery.model.generate;

import java.util.SplittableRandom;

/** Always takes the likeliest token, of several the one with the smallest id. */
final class GreedySampler implements Sampler {

    @Override
    public int choose(float[] logits, SplittableRandom random) {
        int best = 0;
        for (int token = 1; token < logits.length; token++) {
            if (logits[token] > logits[best]) {
                best = token;
            }
        }
        return best;
    }
}
