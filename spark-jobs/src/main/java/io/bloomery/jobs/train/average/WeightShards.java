package io.bloomery.jobs.train.average;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;

/** The shards of the global weights, each a cached block that a task in any process can read. */
final class WeightShards implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RDD<byte[]> shards;
    private final Partition[] partitions;

    /** Shards of an RDD with one element a partition, or none. */
    WeightShards(Optional<RDD<byte[]>> shards) {
        this.shards = shards.orElse(null);
        partitions = shards.map(RDD::partitions).orElseGet(() -> new Partition[0]);
    }

    /** Reads shards by their number, within a task. */
    IntFunction<byte[]> reader(TaskContext context) {
        return shard -> {
            Iterator<byte[]> block = shards.iterator(partitions[shard], context);
            return block.next();
        };
    }
}
