package io.bloomery.jobs.export;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * HOCON: {@code export}.
 *
 * @param name {@code name}: what the model card calls the model
 * @param parityTokens {@code parity-tokens}: for how many tokens the logits are written too, for comparison; 0 for none
 */
public record ExportConfig(String name, int parityTokens) implements Serializable {

    public ExportConfig {
        requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (parityTokens < 0) {
            throw new IllegalArgumentException("parity-tokens must not be negative but is " + parityTokens);
        }
    }
}
