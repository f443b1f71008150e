package io.bloomery.data.pack;

import java.io.Serializable;

/**
 * How documents become sequences; HOCON: {@code tokenize}.
 *
 * @param sequenceLength {@code sequence-length}: tokens that are predicted in a sequence, the context length of the model;
 *     a sequence holds one token more, see {@link SequencePacker}
 * @param validationFraction {@code validation-fraction}: share of the documents that is held out, in [0, 1)
 * @param shards {@code shards}: into how many parts the documents are packed independently; the tokens at the end of a
 *     part that do not fill a sequence are dropped
 * @param seed {@code seed}: of the split and of the order of the documents
 */
public record TokenizeConfig(int sequenceLength, double validationFraction, int shards, long seed)
        implements Serializable {

    private static final int MAX_SEQUENCE_LENGTH = 1 << 20;
    private static final int MAX_SHARDS = 100_000;

    public TokenizeConfig {
        if (sequenceLength < 1 || sequenceLength > MAX_SEQUENCE_LENGTH) {
            throw new IllegalArgumentException(
                    "sequence-length must be in [1, " + MAX_SEQUENCE_LENGTH + "] but is " + sequenceLength);
        }
        if (!(validationFraction >= 0 && validationFraction < 1)) {
            throw new IllegalArgumentException("validation-fraction must be in [0, 1) but is " + validationFraction);
        }
        if (shards < 1 || shards > MAX_SHARDS) {
            throw new IllegalArgumentException("shards must be in [1, " + MAX_SHARDS + "] but is " + shards);
        }
    }
}
