package io.bloomery.jobs.bench;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.optimize.ClippedAdamW;
import io.bloomery.model.optimize.Decay;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * nanoGPT's character model in the configuration that its README gives for a CPU, trained from scratch, under any decay.
 *
 * <p>The first nine tenths of the characters are learned from, in windows at random places; the loss is over all windows of
 * the last tenth, side by side.
 */
public final class ShakespeareBench {

    private static final int CONTEXT = 64;
    private static final int BATCH = 12;
    private static final int STEPS = 2000;
    private static final int WSD_STEPS = 600; // of falling
    private static final double NANOS = 1e9;

    private final CharacterText text;
    private final GptSpec spec;
    private final KernelOptions options;
    private final OptimizerConfig config;
    private final long seed;

    /**
     * A bench on a text.
     *
     * @param decay how the learning rate falls from 1e-3 to 1e-4; nanoGPT takes the cosine
     * @param seed decides initial weights and batches
     */
    public ShakespeareBench(String text, KernelOptions options, Decay decay, long seed) {
        this.text = new CharacterText(text, CONTEXT);
        spec = new GptSpec(this.text.alphabet(), CONTEXT, 4, 4, 128);
        this.options = options;
        config = new OptimizerConfig(decay, 1e-3, 1e-4, 100, WSD_STEPS, STEPS, 0.9, 0.99, 1e-8, 0.1, 1.0, 1);
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
            ClippedAdamW optimizer = new ClippedAdamW(kernel, network.layout(), config, parameters, gradient, state);
            Random random = new Random(seed);
            long begin = System.nanoTime();
            for (int step = 0; step < STEPS; step++) {
                int[] starts = text.places(random, BATCH);
                network.lossAndGradient(parameters, gradient, text.windows(starts, 0), text.windows(starts, 1));
                optimizer.update(step);
                if ((step + 1) % 200 == 0) {
                    progress.accept(step + 1);
                }
            }
            double seconds = (System.nanoTime() - begin) / NANOS;
            double loss = text.validationLoss(network, parameters, BATCH);
            return new ShakespeareResult(
                    loss,
                    seconds,
                    STEPS * BATCH * CONTEXT / seconds,
                    STEPS,
                    config.decay().name().toLowerCase(Locale.ROOT));
        }
    }
}
