package io.bloomery.model.average;

import java.nio.ByteBuffer;

/**
 * How a replica's shard travels to where the mean is made.
 *
 * <p>What a lossy codec cannot say this time it adds the next time (error feedback, Seide et al. 2014): the error stays
 * with the worker and belongs to its checkpoint. Buffers are little-endian and are read and written at absolute places.
 */
public interface DeltaCodec {

    /** Whether what is decoded may differ from what was encoded. */
    boolean isLossy();

    /** Bytes of a shard. */
    int bytes(int elements);

    /**
     * Writes a shard.
     *
     * @param replica where the replica is; finite
     * @param weights where it started from
     * @param error what earlier deltas left unsaid, overwritten by what this one does; empty if the codec is not lossy
     * @param into at least {@link #bytes} long
     */
    void encode(float[] replica, float[] weights, float[] error, ByteBuffer into);

    /**
     * Adds some elements of a replica, times a factor, to a sum.
     *
     * @param from what {@link #encode} wrote
     * @param weights where the replica started from
     * @param first the first element, a multiple of {@link ShardPlan#BLOCK}
     * @param count elements
     * @param sum whose elements from 0 on are added to
     */
    void addTo(ByteBuffer from, float[] weights, int first, int count, double factor, double[] sum);
}
