package io.bloomery.model.generate;

import java.io.Serializable;

/**
 * HOCON: {@code generate.sampling}.
 *
 * @param temperature {@code temperature}: divisor of the logits, at least 0; 0 always takes the likeliest token
 * @param topK {@code top-k}: how many of the likeliest tokens stay in the draw; 0 keeps all
 * @param topP {@code top-p}: the smallest set of likeliest tokens with this much probability stays in the draw, in (0, 1]
 */
public record SamplingConfig(double temperature, int topK, double topP) implements Serializable {

    public SamplingConfig {
        if (!(temperature >= 0 && temperature <= 100)) {
            throw new IllegalArgumentException("temperature must be in [0, 100] but is " + temperature);
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top-k must not be negative but is " + topK);
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top-p must be in (0, 1] but is " + topP);
        }
    }

    /** The sampler these values describe. */
    public Sampler sampler() {
        return temperature == 0 ? new GreedySampler() : new TemperatureSampler(this);
    }
}
