package io.bloomery.jobs.export;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.config.ByteSize;
import java.io.Serializable;

/**
 * HOCON: {@code export}.
 *
 * @param name {@code name}: what the model card calls the model
 * @param parityTokens {@code parity-tokens}: for how many tokens the logits are written too, for comparison; 0 for none
 * @param maxShardSize {@code max-shard-size}: most bytes of weights in one file; a model with more is cut into several
 */
public record ExportConfig(String name, int parityTokens, ByteSize maxShardSize) implements Serializable {

    public ExportConfig {
        requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (parityTokens < 0) {
            throw new IllegalArgumentException("parity-tokens must not be negative but is " + parityTokens);
        }
        if (maxShardSize.bytes() < 1) {
            throw new IllegalArgumentException("max-shard-size must be positive but is " + maxShardSize);
        }
    }
}
