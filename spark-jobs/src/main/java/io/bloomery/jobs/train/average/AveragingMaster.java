package io.bloomery.jobs.train.average;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.average.FlatVector;
import io.bloomery.model.average.ShardPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.datasets.iterator.IteratorDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import scala.Tuple2;

/**
 * Averages replicas that stay on their executors, for users of DL4J: {@code new SparkDl4jMultiLayer(spark, network, master)}.
 *
 * <p>Takes what {@code fit(JavaRDD<DataSet>)} gives; with as many partitions as workers each keeps its own, otherwise
 * examples are dealt out in turn. A network that has been fitted goes on with the replicas it left; the network of the
 * driver has the averaged weights after each fit, and its own optimizer is not touched. One master is for one network.
 */
public final class AveragingMaster
        implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>>, AutoCloseable {

    private static final String ONLY_DATA_SETS =
            "this master trains a MultiLayerNetwork on a JavaRDD<DataSet>; take DL4J's for all else";

    private final Builder options;
    private final String run = UUID.randomUUID().toString();
    private final List<TrainingListener> listeners = new ArrayList<>();
    private Optional<Cohort> cohort = Optional.empty();
    private Optional<RoundReport> lastRound = Optional.empty();

    private AveragingMaster(Builder options) {
        this.options = options;
    }

    /** Starts all replicas from the weights and the step of the network, with what its workers knew at that step if it was saved. */
    public void begin(JavaSparkContext spark, MultiLayerNetwork network, InnerStates saved) {
        if (cohort.isEmpty()) {
            cohort = Optional.of(new Cohort(spark, config(network)));
        }
        cohort.get()
                .begin(
                        new FlatVector(network.params()),
                        network.getLayerWiseConfigurations().getIterationCount(),
                        saved);
    }

    /**
     * One round: as many meetings as the schedule has in it, the last at its end.
     *
     * @param batches a partition for each worker, the batches of its steps in order
     * @throws LostReplicaException if a replica is gone; the round can be repeated after {@link #begin}
     */
    public RoundReport round(MultiLayerNetwork network, JavaRDD<DataSet> batches) {
        return stretches(network, batches, 0, options.averagingFrequency);
    }

    /** Brings the averaged weights to the network of the driver. */
    public void fetch(MultiLayerNetwork network) {
        cohort.orElseThrow().fetch(new FlatVector(network.params()));
    }

    /** Executors write what their replicas know besides the weights. */
    public void save(InnerStates target, int iteration) {
        cohort.orElseThrow().save(target, iteration);
    }

    /** Whether all that workers saved at the network's step is there and undamaged. */
    public boolean isWhole(JavaSparkContext spark, MultiLayerNetwork network, InnerStates states) {
        int iteration = network.getLayerWiseConfigurations().getIterationCount();
        return new Cohort(spark, config(network)).isWhole(states, iteration);
    }

    /** The address of the GPU of each worker's replica, empty where it has none; an empty list before the first round. */
    public List<String> devices() {
        return cohort.map(Cohort::devices).orElse(List.of());
    }

    /** What the last fit or round came to. */
    public Optional<RoundReport> lastRound() {
        return lastRound;
    }

    @Override
    public void executeTraining(SparkDl4jMultiLayer distributed, JavaRDD<DataSet> data) {
        MultiLayerNetwork network = distributed.getNetwork();
        if (cohort.isEmpty()) {
            begin(distributed.getSparkContext(), network, InnerStates.none());
        }
        JavaRDD<DataSet> batches = dealt(data).persist(StorageLevel.MEMORY_AND_DISK());
        int most =
                batches.mapPartitions(part -> List.of(count(part)).iterator()).reduce(Math::max);
        Optional<RoundReport> all = Optional.empty();
        for (int first = 0; first < most; first += options.averagingFrequency) {
            RoundReport next = stretches(network, batches, first, Math.min(options.averagingFrequency, most - first));
            all = Optional.of(all.map(before -> before.and(next)).orElse(next));
        }
        batches.unpersist(false);
        lastRound = all;
        fetch(network);
    }

    @Override
    public void close() {
        cohort.ifPresent(Cohort::close);
        cohort = Optional.empty();
    }

    @Override
    public boolean deleteTempFiles(JavaSparkContext spark) {
        close();
        return true;
    }

    @Override
    public boolean deleteTempFiles(SparkContext spark) {
        close();
        return true;
    }

    @Override
    public void setListeners(Collection<TrainingListener> all) {
        listeners.clear();
        listeners.addAll(all);
    }

    /** The router is not used: a listener that wants one finds its numbers in {@link #lastRound}. */
    @Override
    public void setListeners(StatsStorageRouter router, Collection<TrainingListener> all) {
        setListeners(all);
    }

    @Override
    public void addHook(TrainingHook hook) {
        throw new UnsupportedOperationException("hooks of single steps are those of a listener here");
    }

    @Override
    public void removeHook(TrainingHook hook) {
        throw new UnsupportedOperationException("there are no hooks");
    }

    @Override
    public String toJson() {
        return "{\"averagingMaster\":" + options.describe() + "}";
    }

    @Override
    public String toYaml() {
        return "averagingMaster: " + options.describe();
    }

    @Override
    public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
        throw new UnsupportedOperationException("replicas stay on their executors; there is no worker to ship");
    }

    @Override
    public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
        throw new UnsupportedOperationException(ONLY_DATA_SETS);
    }

    @Override
    public void executeTrainingPaths(
            SparkDl4jMultiLayer network,
            SparkComputationGraph graph,
            JavaRDD<String> paths,
            DataSetLoader loader,
            MultiDataSetLoader multiLoader) {
        throw new UnsupportedOperationException(ONLY_DATA_SETS);
    }

    @Override
    public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> data) {
        throw new UnsupportedOperationException(ONLY_DATA_SETS);
    }

    @Override
    public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> data) {
        throw new UnsupportedOperationException(ONLY_DATA_SETS);
    }

    /** Rounds are measured in any case; see {@link #lastRound}. */
    @Override
    public void setCollectTrainingStats(boolean collect) {
        // as above
    }

    @Override
    public boolean getIsCollectTrainingStats() {
        return false;
    }

    @Override
    public SparkTrainingStats getTrainingStats() {
        throw new UnsupportedOperationException("the numbers of a round are in lastRound()");
    }

    private RoundReport stretches(MultiLayerNetwork network, JavaRDD<DataSet> batches, int first, int steps) {
        int iteration = network.getLayerWiseConfigurations().getIterationCount();
        List<Integer> stretches =
                options.averaging.schedule(options.averagingFrequency).stretches(iteration, steps);
        boolean readsOften = stretches.size() > 1 && batches.getStorageLevel().equals(StorageLevel.NONE());
        if (readsOften) {
            batches.persist(StorageLevel.MEMORY_AND_DISK());
        }
        Optional<RoundReport> all = Optional.empty();
        int done = 0;
        for (int stretch : stretches) {
            network.getLayerWiseConfigurations().setIterationCount(iteration + done + stretch - 1);
            double rate = network.getLearningRate(0);
            RoundReport next = cohort.orElseThrow().stretch(batches, iteration + done, first + done, stretch, rate);
            done += stretch;
            network.getLayerWiseConfigurations().setIterationCount(iteration + done);
            all = Optional.of(all.map(before -> before.and(next)).orElse(next));
        }
        if (readsOften) {
            batches.unpersist(false);
        }
        lastRound = all;
        return all.orElseThrow();
    }

    private CohortConfig config(MultiLayerNetwork network) {
        return new CohortConfig(
                run,
                options.workers,
                options.averaging,
                new ShardPlan(network.params().length(), options.averaging.shardLength()),
                network.getLayerWiseConfigurations(),
                options.saveUpdater,
                options.weight,
                options.gradient,
                listeners);
    }

    private JavaRDD<DataSet> dealt(JavaRDD<DataSet> data) {
        int workers = options.workers;
        int batchSize = options.batchSizePerWorker;
        JavaRDD<DataSet> own = data.getNumPartitions() == workers
                ? data
                : data.zipWithIndex()
                        .mapToPair(numbered -> new Tuple2<>(numbered._2(), numbered._1()))
                        .repartitionAndSortWithinPartitions(new HashPartitioner(workers))
                        .values();
        return options.examplesInDataSet == batchSize
                ? own
                : own.mapPartitions(part -> (Iterator<DataSet>) new IteratorDataSetIterator(part, batchSize));
    }

    private static int count(Iterator<?> elements) {
        return (int) IntStream.iterate(0, i -> elements.hasNext(), i -> {
                    elements.next();
                    return i + 1;
                })
                .count();
    }

    /** The names that users of DL4J's {@code ParameterAveragingTrainingMaster} know, and {@link #averaging}. */
    public static final class Builder {

        private final int workers;
        private final int examplesInDataSet;
        private int batchSizePerWorker = 16;
        private int averagingFrequency = 5;
        private boolean saveUpdater = true;
        private AveragingConfig averaging = AveragingConfig.standard();
        private BatchWeight weight = DataSet::numExamples;
        private GradientMeter gradient = network -> Double.NaN;

        /**
         * Defaults as DL4J's, but for {@link #saveUpdater}.
         *
         * @param workers replicas
         * @param examplesInDataSet examples in each element of what is fitted
         */
        public Builder(int workers, int examplesInDataSet) {
            this.workers = requirePositive("workers", workers);
            this.examplesInDataSet = requirePositive("examples in a data set", examplesInDataSet);
        }

        /** Examples in a step of a worker. */
        public Builder batchSizePerWorker(int examples) {
            batchSizePerWorker = requirePositive("batch size", examples);
            return this;
        }

        /** Most steps of a worker between two averagings. */
        public Builder averagingFrequency(int steps) {
            averagingFrequency = requirePositive("averaging frequency", steps);
            return this;
        }

        /**
         * Whether a worker's optimizer keeps its state from round to round (the default here), or forgets it; DL4J's own
         * averages the states of all workers, or lets all forget (its default, whatever it says).
         */
        public Builder saveUpdater(boolean keep) {
            saveUpdater = keep;
            return this;
        }

        /** Taken for compatibility: shards are reduced where they meet, in one level whatever this says. */
        public Builder aggregationDepth(int depth) {
            requirePositive("aggregation depth", depth);
            return this;
        }

        /** Taken for compatibility: a worker's batches are cached on its executor before its first step. */
        public Builder workerPrefetchNumBatches(int batches) {
            if (batches < 0) {
                throw new IllegalArgumentException("batches to prefetch must not be negative but are " + batches);
            }
            return this;
        }

        /** How replicas are averaged. */
        public Builder averaging(AveragingConfig config) {
            averaging = requireNonNull(config, "config");
            return this;
        }

        /** How much a batch counts in the mean; its examples unless told otherwise. */
        public Builder batchWeight(BatchWeight function) {
            weight = requireNonNull(function, "function");
            return this;
        }

        /** How the length of a gradient is found; unknown unless told. */
        public Builder gradientMeter(GradientMeter function) {
            gradient = requireNonNull(function, "function");
            return this;
        }

        public AveragingMaster build() {
            return new AveragingMaster(this);
        }

        private String describe() {
            return "{\"workers\":" + workers + ",\"batchSizePerWorker\":" + batchSizePerWorker
                    + ",\"averagingFrequency\":" + averagingFrequency + ",\"saveUpdater\":" + saveUpdater
                    + ",\"optimizer\":\"" + averaging.optimizer() + "\"}";
        }

        private static int requirePositive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException(name + " must be positive but is " + value);
            }
            return value;
        }
    }
}
