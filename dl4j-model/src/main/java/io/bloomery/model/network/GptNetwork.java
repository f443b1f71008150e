package io.bloomery.model.network;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Rows;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.GptSpec;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A GPT's loss, gradient and logits as functions of its flat parameter vector.
 *
 * <p>The vector is laid out as {@link ParameterLayout#of(GptSpec)} says. Activations are kept between calls and allocated
 * anew only when the batch shape changes. Not thread-safe.
 */
public final class GptNetwork implements AutoCloseable {

    /** A target that does not count. */
    public static final int IGNORED = -1;

    private final GptSpec spec;
    private final ParameterLayout layout;
    private final GptPass pass;
    private Optional<GptActivations> training = Optional.empty();
    private Optional<GptActivations> inference = Optional.empty();
    private Optional<BoundTensors> boundParameters = Optional.empty();
    private Optional<BoundTensors> boundGradient = Optional.empty();

    public GptNetwork(GptSpec spec, Kernel kernel) {
        this.spec = requireNonNull(spec, "spec");
        layout = ParameterLayout.of(spec);
        pass = new GptPass(spec, requireNonNull(kernel, "kernel"));
    }

    public GptSpec spec() {
        return spec;
    }

    public ParameterLayout layout() {
        return layout;
    }

    /**
     * Mean cross-entropy in nats over the targets that count, and its gradient.
     *
     * @param parameters [1, P] or [P]
     * @param gradient [1, P] or [P], overwritten
     * @param ids [B][T] token ids
     * @param targets [B][T] ids of the following tokens; {@link #IGNORED} where there is none
     * @return the loss; 0 with a gradient of 0 if no target counts
     */
    public double lossAndGradient(INDArray parameters, INDArray gradient, int[][] ids, int[][] targets) {
        TokenBatch input = TokenBatch.inputs(spec, ids);
        TokenBatch target = matchingTargets(input, targets);
        GptTensors tensors = parameterTensors(parameters);
        GptTensors gradients = gradientTensors(gradient);
        GptActivations activations = trainingActivations(input);
        pass.forward(tensors, activations, input.flat());
        double loss = pass.head(tensors, gradients, activations, target);
        pass.backward(tensors, gradients, activations, input.flat());
        return loss;
    }

    /** Mean cross-entropy in nats over the targets that count; 0 if none does. */
    public double loss(INDArray parameters, int[][] ids, int[][] targets) {
        TokenBatch input = TokenBatch.inputs(spec, ids);
        TokenBatch target = matchingTargets(input, targets);
        GptTensors tensors = parameterTensors(parameters);
        GptActivations activations = inferenceActivations(input);
        pass.forward(tensors, activations, input.flat());
        return pass.loss(tensors, activations, target);
    }

    /** The logits after each token, in a new array [B*T, V]. */
    public INDArray logits(INDArray parameters, int[][] ids) {
        TokenBatch input = TokenBatch.inputs(spec, ids);
        GptTensors tensors = parameterTensors(parameters);
        GptActivations activations = inferenceActivations(input);
        pass.forward(tensors, activations, input.flat());
        return pass.logits(tensors, activations.normalized());
    }

    /** The logits after the last of the tokens. */
    public float[] nextTokenLogits(INDArray parameters, int[] ids) {
        TokenBatch input = TokenBatch.inputs(spec, new int[][] {ids});
        GptTensors tensors = parameterTensors(parameters);
        GptActivations activations = inferenceActivations(input);
        pass.forward(tensors, activations, input.flat());
        INDArray row = Rows.of(activations.normalized(), ids.length - 1L, 1);
        return pass.logits(tensors, row).reshape(spec.vocabularySize()).toFloatVector();
    }

    /** Frees the activations; the next call allocates them again. */
    @Override
    public void close() {
        training.ifPresent(GptActivations::close);
        inference.ifPresent(GptActivations::close);
        training = Optional.empty();
        inference = Optional.empty();
    }

    /**
     * Fills a parameter vector as GPT-2 begins: matrices normal with deviation 0.02, those that write to the residual
     * stream smaller by the root of the number of such writes, biases 0 and gains 1. The same seed gives the same vector.
     */
    public static void initialize(GptSpec spec, INDArray parameters, long seed) {
        float[] values = GptInitializer.values(spec, seed);
        parameters.assign(Nd4j.createFromArray(values).reshape(parameters.shape()));
    }

    private TokenBatch matchingTargets(TokenBatch input, int[][] targets) {
        TokenBatch target = TokenBatch.targets(spec, targets);
        if (target.batch() != input.batch() || target.time() != input.time()) {
            throw new IllegalArgumentException("targets must have the shape of the ids, " + input.batch() + " by "
                    + input.time() + ", but have " + target.batch() + " by " + target.time());
        }
        return target;
    }

    private GptActivations trainingActivations(TokenBatch input) {
        if (training.filter(kept -> kept.fits(input.batch(), input.time())).isEmpty()) {
            training.ifPresent(GptActivations::close);
            training = Optional.of(GptActivations.forTraining(spec, input.batch(), input.time()));
        }
        return training.orElseThrow();
    }

    private GptActivations inferenceActivations(TokenBatch input) {
        if (inference.filter(kept -> kept.fits(input.batch(), input.time())).isEmpty()) {
            inference.ifPresent(GptActivations::close);
            inference = Optional.of(GptActivations.forInference(spec, input.batch(), input.time()));
        }
        return inference.orElseThrow();
    }

    private GptTensors parameterTensors(INDArray flat) {
        if (boundParameters.filter(bound -> bound.isOf(flat)).isEmpty()) {
            boundParameters = Optional.of(new BoundTensors(flat, GptTensors.of(spec, layout, flat)));
        }
        return boundParameters.orElseThrow().tensors();
    }

    private GptTensors gradientTensors(INDArray flat) {
        if (boundGradient.filter(bound -> bound.isOf(flat)).isEmpty()) {
            boundGradient = Optional.of(new BoundTensors(flat, GptTensors.of(spec, layout, flat)));
        }
        return boundGradient.orElseThrow().tensors();
    }

    /** Views that are made once per vector: making them costs as much as a small product. */
    private record BoundTensors(INDArray flat, GptTensors tensors) {
        @SuppressWarnings("ReferenceEquality") // equality of arrays would compare all their elements
        private boolean isOf(INDArray other) {
            return flat == other;
        }
    }
}
