package io.bloomery.jobs.train.average;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Who keeps which shards of the weights: the keepers take turns.
 *
 * @param keepers at least one, at most as many as shards
 */
record ShardKeepers(int keepers, int shards) implements Serializable {

    /** One for each worker, where there are shards enough. */
    static ShardKeepers of(int workers, int shards) {
        return new ShardKeepers(Math.min(workers, shards), shards);
    }

    /** The shards of a keeper, in ascending order. */
    int[] of(int keeper) {
        return IntStream.iterate(keeper, shard -> shard < shards, shard -> shard + keepers)
                .toArray();
    }
}
