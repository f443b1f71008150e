package io.bloomery.model.average;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

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
     * @param replica where the replica is, from 0 to the limit; finite
     * @param weights where it started from, as long
     * @param error what earlier deltas left unsaid, overwritten by what this one does; empty if the codec is not lossy
     * @param into at least {@link #bytes} long
     */
    void encode(FloatBuffer replica, FloatBuffer weights, float[] error, ByteBuffer into);

    /**
     * Adds some elements of a replica, times a factor, to a sum.
     *
     * @param from what {@link #encode} wrote
     * @param first the first element, a multiple of {@link ShardPlan#BLOCK}
     * @param weights where these elements of the replica started from
     * @param sum of as many elements
     */
    void addTo(ByteBuffer from, int first, float[] weights, double factor, double[] sum);
}
