package io.bloomery.jobs.train;

import io.bloomery.jobs.run.StageContext;
import io.bloomery.model.average.AveragingConfig.Master;
import io.bloomery.model.average.FlatVector;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.TokenizerIdentity;
import io.bloomery.model.checkpoint.TrainingPosition;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.kernel.cuda.CudaKernel;
import io.bloomery.model.layer.DecoderNetworks;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.network.Engine;
import io.bloomery.model.spec.ModelSpec;
import io.bloomery.model.train.Batches;
import io.bloomery.model.train.TrainConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A decoder that replicas on the executors train, as the driver sees it. */
final class AveragedTraining implements AutoCloseable {

    private final ModelSpec spec;
    private final TrainConfig config;
    private final Engine validation;
    private final MultiLayerNetwork network;
    private final Replicas replicas;
    private RoundOutcome outcome = new RoundOutcome(Double.NaN, Double.NaN, Optional.empty());
    private boolean fetched = true;
    private TrainingPosition position = TrainingPosition.START;

    /** Stands at the start; {@link #start} or {@link #resume} come next. */
    AveragedTraining(StageContext context, ModelSpec spec, TrainConfig config) {
        JavaSparkContext spark = new JavaSparkContext(context.spark().sparkContext());
        this.spec = spec;
        this.config = config;
        String onDriver =
                config.kernel().equals(CudaKernel.NAME) ? Kernels.AUTO : config.kernel(); // cards are the workers'
        this.validation = config.engine().engine(onDriver, WorkerCores.ofDriver(spark));
        int cores = WorkerCores.of(spark).share(config.workers());
        this.network = DecoderNetworks.create(
                spec,
                config.optimizer(),
                config.regularization(),
                config.seed(),
                config.engine().engine(config.kernel(), cores));
        this.replicas = config.averaging().master() == Master.STOCK
                ? new StockReplicas(spark, network, config)
                : new ResidentReplicas(context, spark, network, config);
    }

    TrainingPosition position() {
        return position;
    }

    /** Starts, or starts again, from the weights of a model, or without one from those that the seed gives. */
    void start(Optional<ModelFolder> origin) throws IOException {
        if (origin.isPresent()) {
            setWeights(origin.get().readWeights(spec).flat());
        } else {
            DecoderNetwork.initialize(spec, network.params(), config.seed());
        }
        network.getLayerWiseConfigurations().setIterationCount(0);
        position = TrainingPosition.START;
        replicas.begin();
    }

    /** Goes on from where a checkpoint stands. */
    void resume(Checkpoint checkpoint) throws IOException {
        setWeights(checkpoint.parameters());
        network.getLayerWiseConfigurations()
                .setIterationCount(Math.toIntExact(checkpoint.position().iteration()));
        position = checkpoint.position();
        replicas.resume(checkpoint);
    }

    private void setWeights(float[] weights) {
        network.setParams(Nd4j.createFromArray(weights).reshape(1, weights.length));
    }

    /**
     * Every worker takes its steps, then all are averaged.
     *
     * @param tokens how many tokens the round predicts
     */
    RoundOutcome round(JavaRDD<DataSet> batches, long tokens) {
        fetched = false;
        outcome = replicas.round(batches);
        position = new TrainingPosition(
                position.round() + 1, position.iteration() + config.averagingFrequency(), position.tokens() + tokens);
        return outcome;
    }

    /** Writes what a checkpoint at this position needs of the workers. */
    void save() throws IOException {
        replicas.save(position.round());
    }

    @Override
    public void close() {
        replicas.close();
    }

    /** Mean loss over held-out sequences, computed by the driver. */
    double loss(List<int[]> sequences) {
        fetch();
        int length = sequences.stream().mapToInt(ids -> ids.length - 1).max().orElse(1);
        double sum = 0;
        try (DecoderNetwork arithmetic = validation.network(spec)) {
            for (int from = 0; from < sequences.size(); from += config.batchSize()) {
                List<int[]> batch = sequences.subList(from, Math.min(from + config.batchSize(), sequences.size()));
                double loss = arithmetic.loss(
                        network.params(), Batches.inputs(batch, length), Batches.targets(batch, length));
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
        fetch();
        FlatVector weights = new FlatVector(network.params());
        return new Checkpoint(
                spec, tokenizer, position, weights.read(0, Math.toIntExact(weights.length())), replicas.updaterState());
    }

    private void fetch() {
        if (!fetched) {
            replicas.fetch();
            fetched = true;
        }
    }
}
