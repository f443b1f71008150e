package io.bloomery.jobs.train.average;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A version of the weights that all replicas start from, and of the outer momentum, shard by shard in the executors.
 *
 * @param weights of each shard
 * @param momentum as long as the shard, or empty where the outer optimizer has none
 */
record GlobalShards(ShardBlocks weights, ShardBlocks momentum) implements Serializable {

    static GlobalShards create(JavaSparkContext spark) {
        return new GlobalShards(ShardBlocks.create(spark), ShardBlocks.create(spark));
    }

    /** Puts a shard into this process. */
    void put(int shard, float[] shardWeights, float[] shardMomentum) {
        weights.put(shard, Floats.toBytes(shardWeights));
        momentum.put(shard, Floats.toBytes(shardMomentum));
    }

    void remove(JavaSparkContext spark) {
        List.of(weights, momentum).forEach(blocks -> blocks.remove(spark));
    }
}
