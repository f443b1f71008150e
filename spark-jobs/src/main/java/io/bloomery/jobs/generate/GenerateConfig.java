package io.bloomery.jobs.generate;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.generate.SamplingConfig;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code generate}.
 *
 * @param maxTokens {@code max-tokens}: tokens to add at most
 * @param seed {@code seed}: decides the draw; the same seed gives the same text
 * @param batchSize {@code batch-size}: texts that are continued side by side
 * @param stop {@code stop}: strings that end a text and are not part of it
 * @param kernel {@code kernel}: which implementation of the arithmetic is used
 * @param threads {@code threads}: how many work on each token; 0 for as many as there are processors
 * @param sampling {@code sampling}: how a token is drawn
 */
public record GenerateConfig(
        int maxTokens, long seed, int batchSize, List<String> stop, String kernel, int threads, SamplingConfig sampling)
        implements Serializable {

    public GenerateConfig {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("max-tokens must be positive but is " + maxTokens);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch-size must be positive but is " + batchSize);
        }
        stop = List.copyOf(stop);
        if (stop.contains("")) {
            throw new IllegalArgumentException("stop must not hold an empty string, which would stop every text");
        }
        requireNonNull(kernel, "kernel");
        if (threads < 0) {
            throw new IllegalArgumentException("threads must not be negative but is " + threads);
        }
        requireNonNull(sampling, "sampling");
    }
}
