package io.bloomery.model.checkpoint;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;

/**
 * Which tokenizer gave a model's token ids their meaning.
 *
 * @param vocabularySize number of its tokens
 * @param sha256 digest of its {@code tokenizer.json}, in hexadecimal
 */
public record TokenizerIdentity(int vocabularySize, String sha256) {

    public TokenizerIdentity {
        if (vocabularySize < 1) {
            throw new IllegalArgumentException("vocabularySize must be positive but is " + vocabularySize);
        }
        requireNonNull(sha256, "sha256");
    }

    /**
     * Stops a run that would read token ids with another tokenizer than they were written with.
     *
     * @param model what the error calls the side that this identity was recorded in
     * @param tokenizer what the error calls the other side
     */
    public void requireSame(String model, TokenizerIdentity other, String tokenizer) {
        if (!equals(other)) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    model + " was trained with a tokenizer of " + vocabularySize + " tokens (sha256 " + sha256
                            + ") but " + tokenizer + " has " + other.vocabularySize + " tokens (sha256 " + other.sha256
                            + ")",
                    "Use the tokenizer the model was trained with, or train again with this one.");
        }
    }
}
