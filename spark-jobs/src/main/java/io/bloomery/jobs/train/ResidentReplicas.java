package io.bloomery.jobs.train;

import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.train.average.AveragingMaster;
import io.bloomery.jobs.train.average.InnerStates;
import io.bloomery.jobs.train.average.RoundReport;
import io.bloomery.model.average.FlatVector;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.layer.DecoderNetworks;
import io.bloomery.model.train.TrainConfig;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Replicas that stay on their executors under an {@link AveragingMaster}.
 *
 * <p>What they know besides the weights lies beside the checkpoints, written by the executors before the checkpoint itself
 * and let go of after it.
 */
final class ResidentReplicas implements Replicas {

    private final StageContext context;
    private final JavaSparkContext spark;
    private final MultiLayerNetwork network;
    private final AveragingMaster master;
    private final int keep;
    private final Deque<Path> saved = new ArrayDeque<>();

    ResidentReplicas(StageContext context, JavaSparkContext spark, MultiLayerNetwork network, TrainConfig config) {
        this.context = context;
        this.spark = spark;
        this.network = network;
        keep = config.keepCheckpoints() + 1; // one more is being written
        master = new AveragingMaster.Builder(config.workers(), config.batchSize())
                .batchSizePerWorker(config.batchSize())
                .averagingFrequency(config.averagingFrequency())
                .averaging(config.averaging())
                .batchWeight(ResidentReplicas::predictedTokens)
                .gradientMeter(DecoderNetworks::gradientNorm)
                .build();
    }

    @Override
    public void begin() {
        master.begin(spark, network, InnerStates.none());
    }

    @Override
    public void resume(Checkpoint checkpoint) {
        InnerStates states = states(checkpoint.position().round());
        if (master.isWhole(spark, network, states)) {
            master.begin(spark, network, states);
        } else {
            context.progress()
                    .say("  train: " + states
                            + " is not whole; the workers go on with fresh moments, so the result will"
                            + " differ a little from that of an undisturbed run");
            begin();
        }
    }

    @Override
    public RoundOutcome round(JavaRDD<DataSet> batches) {
        RoundReport report = master.round(network, batches);
        report.refused().forEach(refusal -> context.progress()
                .say("  train: left worker " + refusal.worker() + " out: " + refusal.reason()));
        report.standIns().forEach(worker -> context.progress()
                .say("  train: the replica of worker " + worker
                        + " was lost; another goes on in its place with fresh moments"));
        if (report.missedQuorums() > 0) {
            context.progress().say("  train: fewer workers count than train.averaging.quorum asks for");
        }
        boolean met = report.missedQuorums() == 0;
        return new RoundOutcome(met ? report.loss() : Double.NaN, report.gradientNorm(), Optional.of(report));
    }

    @Override
    public void fetch() {
        master.fetch(network);
    }

    @Override
    public void save(long round) throws IOException {
        master.save(states(round), network.getLayerWiseConfigurations().getIterationCount());
        saved.remove(directory(round)); // a replay writes it again
        saved.addLast(directory(round));
        while (saved.size() > keep) {
            context.store().discard(saved.removeFirst());
        }
    }

    @Override
    public float[] updaterState() {
        return new float[0];
    }

    @Override
    public void close() {
        master.close();
    }

    private InnerStates states(long round) {
        return new InnerStates(directory(round), context.fileSystem().getConf());
    }

    private Path directory(long round) {
        return new Path(context.work(), String.format(Locale.ROOT, "inner-%08d", round));
    }

    private static long predictedTokens(DataSet batch) {
        FlatVector labels = new FlatVector(batch.getLabels());
        long predicted = 0;
        for (float label : labels.read(0, Math.toIntExact(labels.length()))) {
            predicted += label >= 0 ? 1 : 0;
        }
        return predicted;
    }
}
