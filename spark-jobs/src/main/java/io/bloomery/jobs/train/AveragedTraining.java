package io.bloomery.jobs.train;

import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.TokenizerIdentity;
import io.bloomery.model.checkpoint.TrainingPosition;
import io.bloomery.model.layer.DecoderNetworks;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.network.Engine;
import io.bloomery.model.spec.ModelSpec;
import io.bloomery.model.train.Batches;
import io.bloomery.model.train.TrainConfig;
import java.util.List;
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
 * A GPT under DL4J's {@link ParameterAveragingTrainingMaster}: weights and optimizer state are averaged after each round.
 *
 * <p>The master is given exactly one round at a time, already dealt to the workers, so it has nothing to split, shuffle or
 * export. Two workers are averaged to the same bits in every run; more are added in the order in which they finish, and
 * may differ in the last bit.
 */
final class AveragedTraining {

    private final ModelSpec spec;
    private final TrainConfig config;
    private final Engine validation;
    private final MultiLayerNetwork network;
    private final SparkDl4jMultiLayer distributed;
    private final RoundMeasurements measurements = new RoundMeasurements();
    private TrainingPosition position = TrainingPosition.START;

    /** Starts from the weights that the seed gives. */
    AveragedTraining(JavaSparkContext spark, ModelSpec spec, TrainConfig config) {
        this.spec = spec;
        this.config = config;
        this.validation = config.engine().engine(config.kernel(), WorkerCores.ofDriver(spark));
        int cores = WorkerCores.of(spark).share(config.workers());
        this.network = DecoderNetworks.create(
                spec,
                config.optimizer(),
                config.regularization(),
                config.seed(),
                config.engine().engine(config.kernel(), cores));
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

    TrainingPosition position() {
        return position;
    }

    /** Goes on from where a checkpoint stands. */
    void resume(Checkpoint checkpoint) {
        network.setParams(Nd4j.createFromArray(checkpoint.parameters()).reshape(1, checkpoint.parameters().length));
        INDArray state = Nd4j.createFromArray(checkpoint.updaterState());
        network.getUpdater().setStateViewArray(network, state.reshape(1, state.length()), false);
        network.getLayerWiseConfigurations()
                .setIterationCount(Math.toIntExact(checkpoint.position().iteration()));
        position = checkpoint.position();
    }

    /**
     * Every worker takes its steps, then all are averaged.
     *
     * @param tokens how many tokens the round predicts
     * @return the mean loss over workers and steps; NaN where weights have left the finite numbers
     */
    double round(JavaRDD<DataSet> batches, long tokens) {
        measurements.clear();
        distributed.fit(batches);
        position = new TrainingPosition(
                position.round() + 1, position.iteration() + config.averagingFrequency(), position.tokens() + tokens);
        boolean finite = Float.isFinite(network.params().sumNumber().floatValue());
        return finite ? measurements.loss() : Double.NaN;
    }

    /** The mean length of the gradients of the last round, before clipping. */
    double gradientNorm() {
        return measurements.gradientNorm();
    }

    /** Mean loss over held-out sequences, computed by the driver. */
    double loss(List<int[]> sequences) {
        double sum = 0;
        try (DecoderNetwork arithmetic = validation.network(spec)) {
            for (int from = 0; from < sequences.size(); from += config.batchSize()) {
                List<int[]> batch = sequences.subList(from, Math.min(from + config.batchSize(), sequences.size()));
                double loss = arithmetic.loss(
                        network.params(),
                        Batches.inputs(batch, spec.contextLength()),
                        Batches.targets(batch, spec.contextLength()));
                sum += loss * Batches.predictedTokens(batch);
            }
        }
        return sum / Batches.predictedTokens(sequences);
    }

    /** The rate of the next step. */
    double learningRate() {
        return config.optimizer().schedule().valueAt(Math.toIntExact(position.iteration()), 0);
    }

    Checkpoint checkpoint(TokenizerIdentity tokenizer) {
        return new Checkpoint(
                spec,
                tokenizer,
                position,
                network.params().toFloatVector(),
                network.getUpdater().getStateViewArray().toFloatVector());
    }
}
