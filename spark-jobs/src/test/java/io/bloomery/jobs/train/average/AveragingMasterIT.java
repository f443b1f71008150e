package io.bloomery.jobs.train.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.average.AveragingConfig.LostReplica;
import io.bloomery.model.average.AveragingConfig.Master;
import io.bloomery.model.average.AveragingConfig.Outer;
import io.bloomery.model.average.DeltaPrecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The master beside a network that is fitted alone, and beside DL4J's own master. */
class AveragingMasterIT {

    private static final int BATCH = 4;
    private static final int STEPS = 6;

    @Test
    void averagingEveryStepWithPlainSgdIsOneBigBatch() {
        MultiLayerNetwork together = network(new Sgd(0.5));
        MultiLayerNetwork averaged = network(new Sgd(0.5));
        List<List<DataSet>> workers = batches(4);
        for (int step = 0; step < STEPS; step++) {
            int number = step;
            together.fit(DataSet.merge(
                    workers.stream().map(batches -> batches.get(number)).toList()));
        }
        fit(averaged, master(4).averagingFrequency(1).build(), workers);
        assertClose(averaged, together);
        assertThat(averaged.getIterationCount()).isEqualTo(STEPS);
    }

    @Test
    void oneWorkerThatMeetsNobodyAfterEveryStepIsNotAveraged() {
        MultiLayerNetwork alone = network(new Adam(1e-2));
        MultiLayerNetwork averaged = network(new Adam(1e-2));
        List<List<DataSet>> workers = batches(1);
        workers.get(0).forEach(alone::fit);
        fit(averaged, master(1).averagingFrequency(1).build(), workers);
        assertThat(averaged.params().toFloatVector())
                .containsExactly(alone.params().toFloatVector());
    }

    /** They overlap where no optimizer has a state: DL4J's averages such states, here each worker keeps its own. */
    @Test
    void theMeanIsThatOfTheStockMaster() {
        MultiLayerNetwork stock = network(new Sgd(0.5));
        MultiLayerNetwork averaged = network(new Sgd(0.5));
        List<List<DataSet>> workers = batches(2);
        ParameterAveragingTrainingMaster oracle = new ParameterAveragingTrainingMaster.Builder(2, BATCH)
                .batchSizePerWorker(BATCH)
                .averagingFrequency(3)
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .repartionData(Repartition.Never)
                .storageLevel(null)
                .build();
        for (int round = 0; round < 2; round++) {
            int first = 3 * round;
            fit(
                    stock,
                    oracle,
                    workers.stream()
                            .map(batches -> batches.subList(first, first + 3))
                            .toList());
        }
        fit(averaged, master(2).averagingFrequency(3).build(), workers);
        assertClose(averaged, stock);
    }

    @ParameterizedTest
    @EnumSource
    void everyOptimizerLearnsAndGivesTheSameBitsAgain(Outer outer) {
        AveragingConfig config = config(outer, DeltaPrecision.INT8, 10, 0.5, Duration.ZERO);
        MultiLayerNetwork first = network(new Adam(1e-2));
        MultiLayerNetwork second = network(new Adam(1e-2));
        List<List<DataSet>> workers = batches(4);
        DataSet all = DataSet.merge(workers.stream().flatMap(List::stream).toList());
        double before = first.score(all);
        fit(first, master(4).averagingFrequency(2).averaging(config).build(), workers);
        fit(second, master(4).averagingFrequency(2).averaging(config).build(), workers);
        assertThat(first.params().toFloatVector())
                .containsExactly(second.params().toFloatVector());
        assertThat(first.score(all)).isLessThan(before);
    }

    @Test
    void aWorkerWhoseWeightsAreNoNumbersIsRefusedAndTheOthersGoOn() {
        List<List<DataSet>> workers = batches(2);
        workers.get(1).get(0).getFeatures().putScalar(0, 0, Double.NaN);
        MultiLayerNetwork averaged = network(new Adam(1e-2));
        AveragingMaster master = master(2).averagingFrequency(2).build();
        fit(averaged, master, workers);
        RoundReport report = master.lastRound().orElseThrow();
        assertThat(report.refused()).hasSize(1).allMatch(refusal -> refusal.worker() == 1);
        assertThat(report.meetings()).isEqualTo(3);
        assertThat(averaged.params().toFloatVector()).doesNotContain(Float.NaN);
        assertThat(report.loss()).isFinite();
    }

    @Test
    void belowTheQuorumTheWeightsStayAsTheyAre() {
        List<List<DataSet>> workers = batches(2);
        workers.get(1).forEach(batch -> batch.getFeatures().putScalar(0, 0, Double.NaN));
        MultiLayerNetwork averaged = network(new Adam(1e-2));
        float[] before = averaged.params().toFloatVector();
        AveragingConfig config = config(Outer.MEAN, DeltaPrecision.FLOAT32, 10, 0.75, Duration.ZERO);
        fit(averaged, master(2).averagingFrequency(2).averaging(config).build(), workers);
        assertThat(averaged.params().toFloatVector()).containsExactly(before);
    }

    @Test
    void aWorkerThatIsOutOfTimeStopsAfterTheStepItIsIn() {
        MultiLayerNetwork averaged = network(new Adam(1e-2));
        AveragingConfig config = config(Outer.MEAN, DeltaPrecision.FLOAT32, 10, 0.5, Duration.ofNanos(1));
        AveragingMaster master =
                master(2).averagingFrequency(STEPS).averaging(config).build();
        fit(averaged, master, batches(2));
        assertThat(master.lastRound().orElseThrow().tokens()).isEqualTo(2 * BATCH);
        assertThat(averaged.getIterationCount()).isEqualTo(STEPS);
    }

    @Test
    void aFailureThatIsNoLossReachesTheCallerAsSparkToldIt() {
        List<List<DataSet>> workers = batches(1);
        workers.get(0).set(0, new DataSet(Nd4j.create(BATCH, 7), Nd4j.create(BATCH, 3)));
        MultiLayerNetwork network = network(new Sgd(0.5)); // of five features
        try (AveragingMaster master = master(1).averagingFrequency(1).build()) {
            assertThatThrownBy(() -> fit(network, master, workers))
                    .isInstanceOf(SparkException.class)
                    .hasMessageContaining("Job aborted");
        }
    }

    @Test
    void dealsOutDataThatIsCutOtherwise() {
        MultiLayerNetwork averaged = network(new Sgd(0.5));
        AveragingMaster master = new AveragingMaster.Builder(2, 1)
                .batchSizePerWorker(BATCH)
                .averagingFrequency(1)
                .build();
        List<DataSet> examples = batches(1).get(0).stream()
                .flatMap(batch -> batch.asList().stream())
                .toList();
        try (master) {
            new SparkDl4jMultiLayer(spark(), averaged, master).fit(spark().parallelize(examples, 5));
        }
        assertThat(master.lastRound().orElseThrow().tokens()).isEqualTo(examples.size());
        assertThat(master.lastRound().orElseThrow().meetings()).isEqualTo(3);
    }

    private static void fit(MultiLayerNetwork network, TrainingMaster<?, ?> master, List<List<DataSet>> workers) {
        List<DataSet> inOrder = workers.stream().flatMap(List::stream).toList();
        JavaRDD<DataSet> partitions = spark().parallelize(inOrder, workers.size());
        new SparkDl4jMultiLayer(spark(), network, master).fit(partitions);
        if (master instanceof AveragingMaster own) {
            own.close();
        }
    }

    private static AveragingMaster.Builder master(int workers) {
        return new AveragingMaster.Builder(workers, BATCH)
                .batchSizePerWorker(BATCH)
                .averaging(config(Outer.MEAN, DeltaPrecision.FLOAT32, 10, 0.5, Duration.ZERO));
    }

    private static AveragingConfig config(
            Outer outer, DeltaPrecision delta, double maxDeltaRatio, double quorum, Duration budget) {
        return new AveragingConfig(
                Master.BLOOMERY,
                outer,
                0.7,
                0.5,
                0,
                0,
                delta,
                maxDeltaRatio,
                quorum,
                budget,
                LostReplica.REPLAY,
                256); // cut into shards even here
    }

    private static MultiLayerNetwork network(IUpdater updater) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(updater)
                .list(
                        new DenseLayer.Builder()
                                .nIn(5)
                                .nOut(40)
                                .activation(Activation.TANH)
                                .build(),
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(40)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build())
                .build());
        network.init();
        return network;
    }

    /** Batches of each worker, of a rule that can be learned. */
    private static List<List<DataSet>> batches(int workers) {
        Random random = new Random(11);
        List<List<DataSet>> all = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            List<DataSet> own = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                INDArray features = Nd4j.create(BATCH, 5);
                INDArray labels = Nd4j.create(BATCH, 3);
                for (int example = 0; example < BATCH; example++) {
                    int kind = random.nextInt(3);
                    for (int i = 0; i < 5; i++) {
                        features.putScalar(example, i, random.nextGaussian() + (i == kind ? 2 : 0));
                    }
                    labels.putScalar(example, kind, 1);
                }
                own.add(new DataSet(features, labels));
            }
            all.add(own);
        }
        return all;
    }

    private static void assertClose(MultiLayerNetwork actual, MultiLayerNetwork expected) {
        float[] wanted = expected.params().toFloatVector();
        float[] values = actual.params().toFloatVector();
        for (int i = 0; i < wanted.length; i++) {
            assertThat(values[i]).isCloseTo(wanted[i], within(1e-6f));
        }
    }

    private static JavaSparkContext spark() {
        return new JavaSparkContext(LocalSpark.session().sparkContext());
    }
}
