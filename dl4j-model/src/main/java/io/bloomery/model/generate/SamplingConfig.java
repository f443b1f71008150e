package io.bloomery.model.generate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How the next token is chosen. HOCON: {@code generate.sampling}.
 *
 * <p>Applied in the order of {@code transformers}: repetition penalty, temperature, top-k, top-p, min-p.
 *
 * @param temperature {@code temperature}: divisor of the logits, at least 0; 0 always takes the likeliest token
 * @param topK {@code top-k}: how many of the likeliest tokens stay in the draw; 0 keeps all
 * @param topP {@code top-p}: the smallest set of likeliest tokens with this much probability stays in the draw, in (0, 1]
 * @param minP {@code min-p}: a token stays in the draw if it is this many times as likely as the likeliest, in [0, 1]
 * @param repetitionPenalty {@code repetition-penalty}: divides positive logits of tokens that the text has, and multiplies
 *     negative ones, in (0, 100]; 1 for none
 */
public record SamplingConfig(double temperature, int topK, double topP, double minP, double repetitionPenalty)
        implements Serializable {

    public SamplingConfig {
        require(temperature >= 0 && temperature <= 100, "temperature must be in [0, 100] but is " + temperature);
        require(topK >= 0, "top-k must not be negative but is " + topK);
        require(topP > 0 && topP <= 1, "top-p must be in (0, 1] but is " + topP);
        require(minP >= 0 && minP <= 1, "min-p must be in [0, 1] but is " + minP);
        require(
                repetitionPenalty > 0 && repetitionPenalty <= 100,
                "repetition-penalty must be in (0, 100] but is " + repetitionPenalty);
    }

    /** What is done to the logits, in order. */
    List<ScoreRule> rules() {
        List<ScoreRule> rules = new ArrayList<>();
        if (repetitionPenalty != 1) {
            rules.add(new RepetitionPenalty(repetitionPenalty));
        }
        if (temperature == 0) {
            return rules; // what is left out of a draw is never the likeliest
        }
        if (temperature != 1) {
            rules.add(new Temperature(temperature));
        }
        if (topK > 0) {
            rules.add(new TopK(topK));
        }
        if (topP < 1) {
            rules.add(new TopP(topP));
        }
        if (minP > 0) {
            rules.add(new MinP(minP));
        }
        return rules;
    }

    /** Who chooses of the logits that are left. */
    Sampler sampler() {
        return temperature == 0 ? new GreedySampler() : new SoftmaxSampler();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
