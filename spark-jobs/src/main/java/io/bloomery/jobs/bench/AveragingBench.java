package io.bloomery.jobs.bench;

import io.bloomery.model.average.AveragingSchedule;
import io.bloomery.model.average.DeltaCodec;
import io.bloomery.model.average.FlatVector;
import io.bloomery.model.average.OuterOptimizer;
import io.bloomery.model.average.ShardPlan;
import io.bloomery.model.average.ShardStep;
import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.optimize.ClippedAdamW;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * nanoGPT's character model trained by replicas that meet now and then, beside the same training in step.
 *
 * <p>Every row sees the same windows in the same steps; a step's {@value #GLOBAL_BATCH} windows are dealt to the replicas. The
 * replicas run in this one process, with the codec, the mean and the outer optimizer that the master uses on Spark; bytes
 * are those that it would move.
 *
 * <p>A replica's rate is nanoGPT's times the square root of their number: it sees so much less of the batch, and Adam's steps
 * along a noisier gradient are shorter (Malladi et al. 2022); the mean of the replicas then moves as far as one model does in
 * step, and no more noisily.
 */
public final class AveragingBench {

    private static final int CONTEXT = 64;
    private static final int GLOBAL_BATCH = 24;
    private static final int WARMUP_STEPS = 100;
    private static final double RATE = 1e-3;
    private static final int SHARD_LENGTH = 1 << 22;
    private static final double NANOS = 1e9;

    private final CharacterText text;
    private final GptSpec spec;
    private final int steps;
    private final long seed;

    /**
     * A bench on a text.
     *
     * @param steps of every replica
     * @param seed decides initial weights and batches
     */
    public AveragingBench(String text, int steps, long seed) {
        this.text = new CharacterText(text, CONTEXT);
        this.steps = steps;
        this.seed = seed;
        spec = new GptSpec(this.text.alphabet(), CONTEXT, 4, 4, 128);
    }

    /** Names of the rows, in order. */
    public static List<String> rows() {
        return AveragingCase.table().stream().map(AveragingCase::name).toList();
    }

    /** Trains a row of {@link #rows}. */
    public AveragingRow run(String row) {
        AveragingCase measured = AveragingCase.table().stream()
                .filter(candidate -> candidate.name().equals(row))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row is named " + row + "; there are " + rows()));
        return run(measured, measured.optimizer());
    }

    AveragingRow run(AveragingCase measured, OuterOptimizer outer) {
        boolean together = measured.outer().isEmpty();
        int models = together ? 1 : measured.workers();
        int threads = together ? Runtime.getRuntime().availableProcessors() : 1;
        OptimizerConfig inner = inner(RATE * Math.sqrt((double) models));
        KernelOptions options = new KernelOptions(KernelOptions.Precision.FLOAT32, threads);
        List<Replica> replicas = new ArrayList<>();
        for (int worker = 0; worker < models; worker++) {
            replicas.add(new Replica(options, inner, worker, GLOBAL_BATCH / models));
        }
        try {
            long begin = System.nanoTime();
            Global global = new Global(measured.delta().codec(), outer);
            long meetings = 0;
            int done = 0;
            for (int stretch : AveragingSchedule.every(measured.interval()).stretches(0, steps)) {
                int from = done;
                replicas.parallelStream().forEach(replica -> replica.train(from, stretch));
                done += stretch;
                if (!together) {
                    global.meet(replicas, inner.schedule().valueAt(done - 1, 0));
                }
                meetings++;
            }
            double seconds = (System.nanoTime() - begin) / NANOS;
            Replica any = replicas.get(0);
            long bytes = meetings * measured.workers() * (global.plan.bytes(global.codec) + global.weights.length * 4L);
            return new AveragingRow(
                    measured.optimizerName(),
                    measured.workers(),
                    measured.interval(),
                    measured.delta().name().toLowerCase(Locale.ROOT),
                    inner.learningRate(),
                    text.validationLoss(any.network, any.parameters, GLOBAL_BATCH),
                    bytes,
                    seconds);
        } finally {
            replicas.forEach(Replica::close);
        }
    }

    private OptimizerConfig inner(double rate) {
        return new OptimizerConfig(rate, rate / 10, Math.min(WARMUP_STEPS, steps), steps, 0.9, 0.99, 1e-8, 0.1, 1.0);
    }

    /** Where the replicas start from next; all of the model is one shard. */
    private final class Global {

        private final ShardPlan plan = new ShardPlan(spec.parameterCount(), SHARD_LENGTH);
        private final DeltaCodec codec;
        private final OuterOptimizer outer;
        private final float[] weights;
        private final float[] momentum;

        private Global(DeltaCodec codec, OuterOptimizer outer) {
            this.codec = codec;
            this.outer = outer;
            INDArray initial = Nd4j.create(DataType.FLOAT, spec.parameterCount());
            DecoderNetwork.initialize(spec, initial, seed);
            weights = initial.toFloatVector();
            momentum = new float[weights.length];
        }

        private void meet(List<Replica> replicas, double innerRate) {
            List<ShardStep.Contribution> contributions = replicas.stream()
                    .map(replica -> replica.contribution(codec, weights, 1.0 / replicas.size()))
                    .toList();
            FloatBuffer next = FloatBuffer.wrap(weights);
            FloatBuffer moved = FloatBuffer.wrap(momentum);
            new ShardStep(codec, outer, innerRate).apply(next, moved, contributions, next, moved);
            replicas.forEach(replica -> replica.vector.write(0, weights));
        }
    }

    /** One model with its optimizer. */
    private final class Replica {

        private final int worker;
        private final int batchSize;
        private final DecoderNetwork network;
        private final INDArray parameters = Nd4j.create(DataType.FLOAT, spec.parameterCount());
        private final INDArray gradient = Nd4j.create(DataType.FLOAT, spec.parameterCount());
        private final INDArray state = Nd4j.create(DataType.FLOAT, 2 * spec.parameterCount());
        private final FlatVector vector = new FlatVector(parameters);
        private final ClippedAdamW optimizer;
        private final float[] error = new float[Math.toIntExact(spec.parameterCount())];
        private final Random random = new Random(seed);

        private Replica(KernelOptions options, OptimizerConfig inner, int worker, int batchSize) {
            Kernel kernel = Kernels.create(Kernels.AUTO, options); // one thread's at a time
            network = new DecoderNetwork(spec, kernel);
            this.worker = worker;
            this.batchSize = batchSize;
            DecoderNetwork.initialize(spec, parameters, seed);
            optimizer = new ClippedAdamW(kernel, network.layout(), inner, parameters, gradient, state);
        }

        /** Draws the places of all workers and takes its own. */
        private void train(int from, int count) {
            for (int step = from; step < from + count; step++) {
                int[] all = text.places(random, GLOBAL_BATCH);
                int[] own = Arrays.copyOfRange(all, worker * batchSize, (worker + 1) * batchSize);
                network.lossAndGradient(parameters, gradient, text.windows(own, 0), text.windows(own, 1));
                optimizer.update(step);
            }
        }

        private ShardStep.Contribution contribution(DeltaCodec codec, float[] weights, double share) {
            ByteBuffer encoded =
                    ByteBuffer.allocate(codec.bytes(weights.length)).order(ByteOrder.LITTLE_ENDIAN);
            codec.encode(vector.view(0, weights.length), FloatBuffer.wrap(weights), error, encoded);
            return new ShardStep.Contribution(worker, share, encoded);
        }

        private void close() {
            network.close();
        }
    }
}
