package io.bloomery.model.average;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The mean of the replicas over one shard, summed in double precision in the order of the workers' numbers. */
public final class ShardMean {

    private static final int AT_ONCE = 16 * ShardPlan.BLOCK; // sums that stay in the cache

    private ShardMean() {}

    /**
     * A replica's part in the mean.
     *
     * @param worker its number
     * @param share its weight; those of a shard sum to 1
     * @param encoded its shard, by the codec
     */
    public record Contribution(int worker, double share, ByteBuffer encoded) {}

    /**
     * The mean.
     *
     * @param weights where all replicas started from
     * @param contributions in any order
     */
    public static float[] of(DeltaCodec codec, float[] weights, Collection<Contribution> contributions) {
        List<Contribution> inOrder = contributions.stream()
                .sorted(Comparator.comparingInt(Contribution::worker))
                .toList();
        float[] mean = new float[weights.length];
        double[] sum = new double[AT_ONCE];
        for (int first = 0; first < weights.length; first += AT_ONCE) {
            int count = Math.min(AT_ONCE, weights.length - first);
            Arrays.fill(sum, 0);
            for (Contribution contribution : inOrder) {
                codec.addTo(contribution.encoded(), weights, first, count, contribution.share(), sum);
            }
            for (int i = 0; i < count; i++) {
                mean[first + i] = (float) sum[i];
            }
        }
        return mean;
    }
}
