package io.bloomery.model.network;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.spec.ModelSpec;

/** Token ids of equally long sequences, checked against a model and flattened. */
final class TokenBatch {

    private static final String HINT =
            "The data and the model do not belong together: tokenize again with the tokenizer of this model.";

    private final int batch;
    private final int time;
    private final int[] flat;

    private TokenBatch(int batch, int time, int[] flat) {
        this.batch = batch;
        this.time = time;
        this.flat = flat;
    }

    /** Ids that go into the model, each in [0, vocabulary size). */
    static TokenBatch inputs(ModelSpec spec, int[][] ids) {
        return of(spec, ids, 0);
    }

    /** Ids to predict, each in [0, vocabulary size) or {@link DecoderNetwork#IGNORED}. */
    static TokenBatch targets(ModelSpec spec, int[][] ids) {
        return of(spec, ids, DecoderNetwork.IGNORED);
    }

    /** Number of sequences. */
    int batch() {
        return batch;
    }

    /** Tokens per sequence. */
    int time() {
        return time;
    }

    /** All ids, sequence after sequence; not a copy. */
    int[] flat() {
        return flat;
    }

    /** Number of ids that are to be predicted. */
    int counted() {
        int counted = 0;
        for (int id : flat) {
            counted += id == DecoderNetwork.IGNORED ? 0 : 1;
        }
        return counted;
    }

    private static TokenBatch of(ModelSpec spec, int[][] ids, int min) {
        if (ids.length == 0 || ids[0].length == 0) {
            throw new IllegalArgumentException("a batch must have at least one token");
        }
        int time = ids[0].length;
        if (time > spec.contextLength()) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "a sequence has " + time + " tokens but the model sees at most " + spec.contextLength(),
                    HINT);
        }
        int[] flat = new int[Math.multiplyExact(ids.length, time)];
        for (int sequence = 0; sequence < ids.length; sequence++) {
            if (ids[sequence].length != time) {
                throw new IllegalArgumentException("sequences of a batch must be equally long but have " + time
                        + " and " + ids[sequence].length + " tokens");
            }
            System.arraycopy(ids[sequence], 0, flat, sequence * time, time);
        }
        for (int id : flat) {
            if (id < min || id >= spec.vocabularySize()) {
                throw new BloomeryException(
                        ErrorCode.BAD_DATA,
                        "token id " + id + " is outside the model's vocabulary of " + spec.vocabularySize(),
                        HINT);
            }
        }
        return new TokenBatch(ids.length, time, flat);
    }
}
