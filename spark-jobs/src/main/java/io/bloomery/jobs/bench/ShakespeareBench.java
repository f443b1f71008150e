package io.bloomery.jobs.bench;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.optimize.ClippedAdamW;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * nanoGPT's character model in the configuration that its README gives for a CPU, trained from scratch.
 *
 * <p>The first nine tenths of the characters are learned from, in windows at random places; the loss is over all windows of
 * the last tenth, side by side.
 */
public final class ShakespeareBench {

    private static final int CONTEXT = 64;
    private static final int BATCH = 12;
    private static final int STEPS = 2000;
    private static final double LEARNED_SHARE = 0.9;
    private static final OptimizerConfig OPTIMIZER =
            new OptimizerConfig(1e-3, 1e-4, 100, STEPS, 0.9, 0.99, 1e-8, 0.1, 1.0);
    private static final double NANOS = 1e9;

    private final int[] characters;
    private final GptSpec spec;
    private final KernelOptions options;
    private final long seed;

    /**
     * A bench on a text.
     *
     * @param seed decides initial weights and batches
     */
    public ShakespeareBench(String text, KernelOptions options, long seed) {
        int[] alphabet = text.codePoints().sorted().distinct().toArray();
        characters = text.codePoints()
                .map(character -> Arrays.binarySearch(alphabet, character))
                .toArray();
        if (characters.length - learned() <= CONTEXT) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "the text has " + characters.length + " characters, too few for a window of " + CONTEXT
                            + " in its last tenth",
                    "Take a longer one; nanoGPT's tiny Shakespeare has 1,115,394.");
        }
        spec = new GptSpec(alphabet.length, CONTEXT, 4, 4, 128);
        this.options = options;
        this.seed = seed;
    }

    /**
     * Trains and validates.
     *
     * @param progress is told the number of steps done, now and then
     */
    public ShakespeareResult run(IntConsumer progress) {
        Kernel kernel = Kernels.create(Kernels.AUTO, options);
        try (DecoderNetwork network = new DecoderNetwork(spec, kernel)) {
            INDArray parameters = Nd4j.create(DataType.FLOAT, spec.parameterCount());
            INDArray gradient = Nd4j.create(DataType.FLOAT, spec.parameterCount());
            INDArray state = Nd4j.create(DataType.FLOAT, 2 * spec.parameterCount());
            DecoderNetwork.initialize(spec, parameters, seed);
            ClippedAdamW optimizer = new ClippedAdamW(kernel, network.layout(), OPTIMIZER, parameters, gradient, state);
            Random random = new Random(seed);
            long begin = System.nanoTime();
            for (int step = 0; step < STEPS; step++) {
                int[] starts = random.ints(BATCH, 0, learned() - CONTEXT).toArray();
                network.lossAndGradient(parameters, gradient, windows(starts, 0), windows(starts, 1));
                optimizer.update(step);
                if ((step + 1) % 200 == 0) {
                    progress.accept(step + 1);
                }
            }
            double seconds = (System.nanoTime() - begin) / NANOS;
            double loss = validationLoss(network, parameters);
            return new ShakespeareResult(loss, seconds, STEPS * BATCH * CONTEXT / seconds, STEPS);
        }
    }

    private double validationLoss(DecoderNetwork network, INDArray parameters) {
        double sum = 0;
        int windows = (characters.length - learned() - 1) / CONTEXT;
        for (int first = 0; first < windows; first += BATCH) {
            int[] starts = new int[Math.min(BATCH, windows - first)];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = learned() + (first + i) * CONTEXT;
            }
            sum += network.loss(parameters, windows(starts, 0), windows(starts, 1)) * starts.length;
        }
        return sum / windows;
    }

    private int learned() {
        return (int) (characters.length * LEARNED_SHARE);
    }

    private int[][] windows(int[] starts, int shift) {
        return Arrays.stream(starts)
                .mapToObj(start -> Arrays.copyOfRange(characters, start + shift, start + shift + CONTEXT))
                .toArray(int[][]::new);
    }
}
