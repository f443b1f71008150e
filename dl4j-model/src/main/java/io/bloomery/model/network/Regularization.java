package io.bloomery.model.network;

import io.bloomery.model.kernel.Dropout;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What training adds to the task so that a model does not learn its text by heart. HOCON: {@code train.regularization}.
 *
 * @param dropout {@code dropout}: share of the embedding, of attention's probabilities and of what each half-block adds to the residual
 *     stream that is dropped, in [0, 1), as in GPT-2
 * @param labelSmoothing {@code label-smoothing}: share of each label that is spread evenly over the vocabulary, in [0, 1)
 */
public record Regularization(double dropout, double labelSmoothing) implements Serializable {

    /** Nothing. */
    public static final Regularization NONE = new Regularization(0, 0);

    public Regularization {
        requireShare("dropout", dropout);
        requireShare("label-smoothing", labelSmoothing);
    }

    /** What is dropped in one step of training. */
    Drops drops(Draw draw, int[] ids) {
        return new Drops(dropout, draw.seed() + ((long) Arrays.hashCode(ids) << Integer.SIZE), draw.step());
    }

    private static void requireShare(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(key + " must be in [0, 1) but is " + value);
        }
    }

    /**
     * What decides which elements are dropped, together with the batch itself: replicas of the same seed and step drop
     * different ones because they see different tokens.
     */
    public record Draw(long seed, int step) {}

    /** The dropout of each place in the network. */
    record Drops(double rate, long seed, int step) {

        static final Drops NONE = new Drops(0, 0, 0);

        private static final int PLACES = 3;

        Dropout embedding() {
            return at(0);
        }

        Dropout attention(int layer) {
            return at(1 + PLACES * layer);
        }

        Dropout attended(int layer) {
            return at(2 + PLACES * layer);
        }

        Dropout perceptron(int layer) {
            return at(3 + PLACES * layer);
        }

        private Dropout at(int site) {
            return new Dropout(rate, seed, step, site);
        }
    }
}
