package io.bloomery.data.filter.datatrove;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.datatrove.sampler}.
 *
 * @param rate {@code rate}: share of documents to keep, in [0, 1]
 * @param seed {@code seed}: decides which ones
 */
public record SamplerConfig(double rate, long seed) implements Serializable {

    public SamplerConfig {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be in [0, 1] but is " + rate);
        }
    }
}
