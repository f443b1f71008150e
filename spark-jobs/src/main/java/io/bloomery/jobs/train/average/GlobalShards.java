package io.bloomery.jobs.train.average;

import io.bloomery.model.average.ShardStep;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A version of the weights that all replicas start from, and of the outer momentum, shard by shard in the executors.
 *
 * @param weights of each shard
 * @param momentum as long as the shard, where the outer optimizer has any
 */
record GlobalShards(ShardBlocks weights, ShardBlocks momentum, boolean hasMomentum) implements Serializable {

    static GlobalShards create(JavaSparkContext spark, boolean hasMomentum) {
        return new GlobalShards(ShardBlocks.create(spark), ShardBlocks.create(spark), hasMomentum);
    }

    /**
     * Puts a shard into this process.
     *
     * @param shardMomentum empty if there is none
     */
    void put(int shard, ByteBuffer shardWeights, ByteBuffer shardMomentum) {
        weights.put(shard, shardWeights);
        if (hasMomentum) {
            momentum.put(shard, shardMomentum);
        }
    }

    /** Puts the next version of a shard into this process. */
    void step(int shard, ShardStep step, Collection<ShardStep.Contribution> contributions, GlobalShards next) {
        FloatBuffer from = weights.read(shard).asFloatBuffer();
        FloatBuffer moving = hasMomentum ? momentum.read(shard).asFloatBuffer() : FloatBuffer.allocate(0);
        ByteBuffer nextWeights = Floats.room(from.limit());
        ByteBuffer nextMomentum = Floats.room(moving.limit());
        step.apply(from, moving, contributions, nextWeights.asFloatBuffer(), nextMomentum.asFloatBuffer());
        next.put(shard, nextWeights, nextMomentum);
    }

    void remove(JavaSparkContext spark) {
        List.of(weights, momentum).forEach(blocks -> blocks.remove(spark));
    }
}
