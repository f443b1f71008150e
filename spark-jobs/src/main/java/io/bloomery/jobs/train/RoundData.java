package io.bloomery.jobs.train;

import io.bloomery.jobs.table.SequenceTable;
import io.bloomery.model.train.Batches;
import io.bloomery.model.train.RoundPlan;
import io.bloomery.model.train.TrainConfig;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.nd4j.linalg.dataset.DataSet;
import scala.Tuple2;

/**
 * The batches of each round, one partition a worker.
 *
 * <p>Sequences are numbered once, by their content, and stay with the executors; some rounds ahead they are moved to
 * the workers that will see them. The batches of a round are the same whichever rounds were asked for before.
 */
final class RoundData implements AutoCloseable {

    private static final int ROUNDS_AHEAD = 32;

    private final JavaPairRDD<Long, int[]> numbered; // number -> tokens
    private final RoundPlan plan;
    private final TrainConfig config;
    private final int contextLength;
    private JavaPairRDD<Long, int[]> dealt; // place -> tokens
    private long dealtFrom;
    private long dealtTo;

    private RoundData(JavaPairRDD<Long, int[]> numbered, RoundPlan plan, TrainConfig config, int contextLength) {
        this.numbered = numbered;
        this.plan = plan;
        this.config = config;
        this.contextLength = contextLength;
        this.dealt = numbered;
    }

    /**
     * Numbers the sequences and keeps them with the executors.
     *
     * @param sequences of {@link SequenceTable#idsOf}
     */
    static RoundData of(Dataset<Row> sequences, long count, TrainConfig config, int contextLength) {
        RoundPlan plan = new RoundPlan(count, config);
        JavaPairRDD<Long, int[]> numbered = sequences
                .toJavaRDD()
                .zipWithIndex()
                .mapToPair(row -> new Tuple2<>(row._2(), SequenceTable.ids(row._1())))
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new RoundData(numbered, plan, config, contextLength);
    }

    RoundPlan plan() {
        return plan;
    }

    /** {@code averaging-frequency} batches in each of {@code workers} partitions. */
    JavaRDD<DataSet> round(long round) {
        if (round < dealtFrom || round >= dealtTo) {
            deal(round);
        }
        RoundPlan shipped = plan;
        int batchSize = config.batchSize();
        int length = contextLength;
        return dealt.filter(sequence -> shipped.roundOf(sequence._1()) == round)
                .values()
                .mapPartitions((FlatMapFunction<Iterator<int[]>, DataSet>)
                        sequences -> batches(sequences, batchSize, length).iterator());
    }

    @Override
    public void close() {
        dealt.unpersist(false);
        numbered.unpersist(false);
    }

    private void deal(long from) {
        long to = Math.min(from + ROUNDS_AHEAD, plan.endOfEpoch(from));
        long epoch = plan.epochOf(from);
        long firstPlace = from * plan.sequencesPerRound();
        long endPlace = to * plan.sequencesPerRound();
        RoundPlan shipped = plan;
        JavaPairRDD<Long, int[]> next = numbered.mapToPair(
                        sequence -> new Tuple2<>(shipped.placeOf(sequence._1(), epoch), sequence._2()))
                .filter(sequence -> sequence._1() >= firstPlace && sequence._1() < endPlace)
                .repartitionAndSortWithinPartitions(new WorkerPartitioner(plan, config.workers()))
                .persist(StorageLevel.MEMORY_AND_DISK());
        if (dealtTo > 0) {
            dealt.unpersist(false);
        }
        dealt = next;
        dealtFrom = from;
        dealtTo = to;
    }

    private static List<DataSet> batches(Iterator<int[]> sequences, int batchSize, int contextLength) {
        List<DataSet> batches = new ArrayList<>();
        List<int[]> batch = new ArrayList<>();
        while (sequences.hasNext()) {
            batch.add(sequences.next());
            if (batch.size() == batchSize) {
                batches.add(Batches.dataSet(batch, contextLength));
                batch = new ArrayList<>();
            }
        }
        return batches;
    }

    /** Sends each place to its worker. */
    private static final class WorkerPartitioner extends Partitioner {

        private static final long serialVersionUID = 1L;

        private final RoundPlan plan;
        private final int workers;

        private WorkerPartitioner(RoundPlan plan, int workers) {
            this.plan = plan;
            this.workers = workers;
        }

        @Override
        public int numPartitions() {
            return workers;
        }

        @Override
        public int getPartition(Object place) {
            return plan.workerOf((Long) place);
        }
    }
}
