package io.bloomery.model.average;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * From the weights that replicas started from to those they start from next, for one shard.
 *
 * <p>The mean of the replicas is summed in double precision in the order of the workers' numbers. The shard is gone through
 * piece by piece, so that what lies between input and result stays in the cache; no number depends on the cut.
 *
 * @param codec how the replicas tell where they are
 * @param innerRate learning rate of the replicas in their last step, positive
 */
public record ShardStep(DeltaCodec codec, OuterOptimizer outer, double innerRate) {

    private static final int PIECE = 16 * ShardPlan.BLOCK;

    public ShardStep {
        requireNonNull(codec, "codec");
        requireNonNull(outer, "outer");
    }

    /**
     * A replica's part in the mean.
     *
     * @param worker its number
     * @param share its weight; those of a shard sum to 1
     * @param encoded its shard, by the codec
     */
    public record Contribution(int worker, double share, ByteBuffer encoded) {}

    /**
     * Takes the step; all buffers are read and written at absolute places from 0 on.
     *
     * @param weights where all replicas started from, as long as the shard
     * @param momentum of the outer optimizer, as long, or empty if it has none
     * @param contributions in any order
     * @param nextWeights overwritten; may be {@code weights}
     * @param nextMomentum overwritten; may be {@code momentum}
     */
    public void apply(
            FloatBuffer weights,
            FloatBuffer momentum,
            Collection<Contribution> contributions,
            FloatBuffer nextWeights,
            FloatBuffer nextMomentum) {
        List<Contribution> inOrder = contributions.stream()
                .sorted(Comparator.comparingInt(Contribution::worker))
                .toList();
        Piece piece = new Piece(0);
        for (int first = 0; first < weights.limit(); first += PIECE) {
            piece = piece.ofLength(Math.min(PIECE, weights.limit() - first));
            weights.get(first, piece.weights);
            piece.average(codec, first, inOrder);
            if (outer.hasMomentum()) {
                momentum.get(first, piece.momentum);
                outer.step(piece.weights, piece.momentum, piece.mean, innerRate);
                nextMomentum.put(first, piece.momentum);
            } else {
                outer.step(piece.weights, new float[0], piece.mean, innerRate);
            }
            nextWeights.put(first, piece.weights);
        }
    }

    /** Room for some consecutive elements. */
    private static final class Piece {

        private final float[] weights;
        private final float[] momentum;
        private final float[] mean;
        private final double[] sum;

        private Piece(int length) {
            weights = new float[length];
            momentum = new float[length];
            mean = new float[length];
            sum = new double[length];
        }

        private Piece ofLength(int length) {
            return weights.length == length ? this : new Piece(length);
        }

        private void average(DeltaCodec codec, int first, List<Contribution> contributions) {
            Arrays.fill(sum, 0);
            for (Contribution contribution : contributions) {
                codec.addTo(contribution.encoded(), first, weights, contribution.share(), sum);
            }
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float) sum[i];
            }
        }
    }
}
