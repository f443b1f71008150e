package io.bloomery.jobs.generate;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.generate.SamplingConfig;
import java.io.Serializable;

/**
 * HOCON: {@code generate}.
 *
 * @param maxTokens {@code max-tokens}: tokens to add at most
 * @param seed {@code seed}: decides the draw; the same seed gives the same text
 * @param kernel {@code kernel}: which implementation of the arithmetic is used
 * @param sampling {@code sampling}: how a token is drawn
 */
public record GenerateConfig(int maxTokens, long seed, String kernel, SamplingConfig sampling) implements Serializable {

    public GenerateConfig {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("max-tokens must be positive but is " + maxTokens);
        }
        requireNonNull(kernel, "kernel");
        requireNonNull(sampling, "sampling");
    }
}
