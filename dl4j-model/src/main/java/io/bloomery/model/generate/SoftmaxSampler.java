package io.bloomery.model.generate;

import java.util.SplittableRandom;

/** Draws a token with the probabilities that the softmax of the logits gives. */
final class SoftmaxSampler implements Sampler {

    @Override
    public int choose(float[] logits, SplittableRandom random) {
        float max = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double all = 0;
        for (float logit : logits) {
            all += weight(logit, max);
        }
        double point = random.nextDouble() * all;
        int chosen = 0;
        double sum = 0;
        for (int token = 0; token < logits.length; token++) {
            double weight = weight(logits[token], max);
            if (weight > 0) {
                chosen = token; // also where rounding leaves the point beyond the last
                sum += weight;
                if (sum > point) {
                    break;
                }
            }
        }
        return chosen;
    }

    private static double weight(float logit, float max) {
        return logit == Float.NEGATIVE_INFINITY ? 0 : Math.exp(logit - max);
    }
}
