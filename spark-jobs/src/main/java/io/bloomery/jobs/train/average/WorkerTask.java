package io.bloomery.jobs.train.average;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManagerId;

/**
 * What a worker, or who keeps a shard, does in a job.
 *
 * @param <T> what it is given
 * @param <R> what it makes of it
 */
@FunctionalInterface
interface WorkerTask<T, R> extends Serializable {

    /**
     * Does it.
     *
     * @param number of the worker or the shard
     */
    Iterator<R> run(int number, Iterator<T> given);

    /** This process as Spark's scheduler names the place of a cached block. */
    static String place() {
        BlockManagerId process = SparkEnv.get().blockManager().blockManagerId();
        return "executor_" + process.host() + "_" + process.executorId();
    }
}
