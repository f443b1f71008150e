package io.bloomery.jobs.train;

import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.train.TrainConfig;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Replicas under DL4J's {@link ParameterAveragingTrainingMaster}: made anew in each round from the driver's network, whose
 * weights and optimizer state are the means of theirs.
 *
 * <p>The master is given exactly one round at a time, already dealt to the workers, so it has nothing to split, shuffle or
 * export. Two workers are averaged to the same bits in every run; more are added in the order in which they finish, and
 * may differ in the last bit.
 */
final class StockReplicas implements Replicas {

    private final MultiLayerNetwork network;
    private final SparkDl4jMultiLayer distributed;
    private final RoundMeasurements measurements = new RoundMeasurements();

    StockReplicas(JavaSparkContext spark, MultiLayerNetwork network, TrainConfig config) {
        this.network = network;
        ParameterAveragingTrainingMaster master = new ParameterAveragingTrainingMaster.Builder(
                        config.workers(), config.batchSize())
                .batchSizePerWorker(config.batchSize())
                .averagingFrequency(config.averagingFrequency())
                .saveUpdater(true) // DL4J's default is false, whatever its documentation says
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .repartionData(Repartition.Never)
                .storageLevel(null) // batches are made anew faster than they are kept
                .rngSeed(config.seed())
                .build();
        this.distributed = new SparkDl4jMultiLayer(spark, network, master);
        distributed.setListeners(measurements, new StepListener());
    }

    @Override
    public void begin() {
        // each round takes the driver's network as it is
    }

    @Override
    public void resume(Checkpoint checkpoint) {
        INDArray state = Nd4j.createFromArray(checkpoint.updaterState());
        network.getUpdater().setStateViewArray(network, state.reshape(1, state.length()), false);
    }

    @Override
    public RoundOutcome round(JavaRDD<DataSet> batches) {
        measurements.clear();
        distributed.fit(batches);
        boolean finite = Float.isFinite(network.params().sumNumber().floatValue());
        return new RoundOutcome(
                finite ? measurements.loss() : Double.NaN, measurements.gradientNorm(), Optional.empty());
    }

    @Override
    public void fetch() {
        // DL4J has brought them
    }

    @Override
    public void save(long round) {
        // the driver has all there is
    }

    @Override
    public float[] updaterState() {
        return network.getUpdater().getStateViewArray().toFloatVector();
    }

    @Override
    public void close() {
        // nothing outlives a round
    }
}
