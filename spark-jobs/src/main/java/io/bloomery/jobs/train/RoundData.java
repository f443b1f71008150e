package io.bloomery.jobs.train;

import io.bloomery.model.train.Batches;
import io.bloomery.model.train.RoundPlan;
import io.bloomery.model.train.TrainConfig;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The batches of each round, one partition a worker, which the workers read themselves.
 *
 * <p>Nothing of the table is copied or shuffled by Spark, and any round can be asked for.
 */
final class RoundData implements AutoCloseable {

    private final JavaSparkContext spark;
    private final RoundPlan plan;
    private final Broadcast<SequenceFeed> feed;
    private final int batchSize;
    private final int sequenceLength;

    /**
     * Plans a training over a table.
     *
     * @param sequenceLength tokens that are predicted in the longest sequence
     * @throws IllegalArgumentException if there is nothing to train on
     */
    RoundData(
            JavaSparkContext spark, SequenceIndex index, Configuration hadoop, TrainConfig config, int sequenceLength) {
        this.spark = spark;
        this.batchSize = config.batchSize();
        this.sequenceLength = sequenceLength;
        this.plan = index.plan(config, sequenceLength + 1);
        this.feed = spark.broadcast(new SequenceFeed(plan, index.rowGroups(), new SerializableConfiguration(hadoop)));
    }

    /** Tokens that are predicted in a row of a batch, at most. */
    int sequenceLength() {
        return sequenceLength;
    }

    RoundPlan plan() {
        return plan;
    }

    /** {@code averaging-frequency} batches in each of {@code workers} partitions. */
    JavaRDD<DataSet> round(long round) {
        List<Integer> workers = IntStream.range(0, plan.workers()).boxed().toList();
        Broadcast<SequenceFeed> shipped = feed;
        int size = batchSize;
        int length = sequenceLength;
        return spark.parallelize(workers, workers.size()).mapPartitions((FlatMapFunction<Iterator<Integer>, DataSet>)
                worker -> batches(shipped.value().sequences(round, worker.next()), size, length)
                        .iterator());
    }

    @Override
    public void close() {
        feed.destroy();
    }

    private static List<DataSet> batches(List<int[]> sequences, int batchSize, int sequenceLength) {
        List<DataSet> batches = new ArrayList<>();
        for (int from = 0; from < sequences.size(); from += batchSize) {
            batches.add(Batches.dataSet(sequences.subList(from, from + batchSize), sequenceLength));
        }
        return batches;
    }
}
