package io.bloomery.jobs.bench;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.KernelProfile;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.optimize.ClippedAdamW;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.ModelSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Speed of whole training steps: forward, backward, clipping of the gradient's norm and AdamW, on random tokens.
 *
 * <p>Arithmetic does not depend on what the tokens are, so random ones measure the same as text.
 */
public final class EngineBench {

    private static final OptimizerConfig OPTIMIZER =
            new OptimizerConfig(1e-4, 1e-4, 0, 1_000_000, 0.9, 0.95, 1e-8, 0.1, 1.0);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int PEAK_SIZE = 1024;
    private static final double NANOS = 1e9;

    private final Duration each;

    /**
     * A bench.
     *
     * @param each how long a case is measured at least, after a warm-up of the same length, but of five seconds at least, in
     *     which the JVM compiles its loops; one step each where these take longer. PyTorch has the same, after a step more
     *     where it compiles
     */
    public EngineBench(Duration each) {
        this.each = each;
    }

    /** Measures a case with a profile that afterwards has what the measured steps took. */
    public EngineResult run(EngineCase which, KernelProfile profile) {
        load(which.options());
        ResidentMemory memory = new ResidentMemory();
        try (Training training = new Training(which, profile)) {
            training.steps(warmUp());
            profile.reset();
            double[] seconds = training.steps(each);
            double speed = which.tokens() / seconds[seconds.length / 2];
            return EngineResult.of(which.name(), speed, memory.grownBytes());
        }
    }

    /** Loads the libraries, so that they count as little as PyTorch's do, which are imported before it is measured. */
    private static void load(KernelOptions options) {
        EngineCase smallest = EngineCase.smallest(options);
        try (Training training = new Training(smallest, Kernels.create(Kernels.AUTO, options))) {
            training.steps(Duration.ZERO);
        }
    }

    /** A result with PyTorch's of the same case, which is measured now. */
    public EngineResult beside(EngineResult result, EngineCase which, String python) throws IOException {
        return result.beside(new EnginePeer(python, warmUp(), each).measure(which));
    }

    private Duration warmUp() {
        return each.compareTo(WARM_UP) < 0 ? WARM_UP : each;
    }

    /** Billions of operations a second of a product of matrices that fit the cache: what products can reach here. */
    public static double peak(KernelOptions options) {
        Kernel kernel = Kernels.create(Kernels.AUTO, options);
        Tensor[] matrices = new Tensor[3];
        Arrays.setAll(matrices, i -> Tensor.of(Nd4j.rand(DataType.FLOAT, PEAK_SIZE, PEAK_SIZE)));
        double best = 0;
        for (int i = 0; i < 20; i++) {
            long begin = System.nanoTime();
            kernel.multiply(matrices[0], false, matrices[1], false, matrices[2], false);
            best = Math.max(best, 2.0 * PEAK_SIZE * PEAK_SIZE * PEAK_SIZE / (System.nanoTime() - begin));
        }
        return best;
    }

    /** A model in training. */
    private static final class Training implements AutoCloseable {

        private final DecoderNetwork network;
        private final INDArray parameters;
        private final INDArray gradient;
        private final INDArray state;
        private final ClippedAdamW optimizer;
        private final int[][] ids;
        private final int[][] targets;
        private int iteration;

        Training(EngineCase which, Kernel kernel) {
            ModelSpec spec = which.spec();
            network = new DecoderNetwork(spec, kernel);
            parameters = Nd4j.create(DataType.FLOAT, spec.parameterCount());
            gradient = Nd4j.create(DataType.FLOAT, spec.parameterCount());
            state = Nd4j.create(DataType.FLOAT, 2 * spec.parameterCount());
            DecoderNetwork.initialize(spec, parameters, 1);
            optimizer = new ClippedAdamW(kernel, network.layout(), OPTIMIZER, parameters, gradient, state);
            Random random = new Random(1);
            ids = tokens(random, which);
            targets = tokens(random, which);
        }

        private static int[][] tokens(Random random, EngineCase which) {
            int[][] ids = new int[which.batch()][];
            Arrays.setAll(ids, i -> random.ints(which.time(), 0, which.spec().vocabularySize())
                    .toArray());
            return ids;
        }

        /** Seconds that steps took, sorted; at least one, and as many as begin within the duration. */
        double[] steps(Duration duration) {
            double[] seconds = new double[0];
            long begin = System.nanoTime();
            while (seconds.length == 0 || System.nanoTime() - begin < duration.toNanos()) {
                long before = System.nanoTime();
                network.lossAndGradient(parameters, gradient, ids, targets);
                optimizer.update(iteration++);
                seconds = Arrays.copyOf(seconds, seconds.length + 1);
                seconds[seconds.length - 1] = (System.nanoTime() - before) / NANOS;
            }
            Arrays.sort(seconds);
            return seconds;
        }

        @Override
        public void close() {
            network.close();
            parameters.close();
            gradient.close();
            state.close();
        }
    }
}
