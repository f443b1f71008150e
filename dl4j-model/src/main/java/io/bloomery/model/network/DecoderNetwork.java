package io.bloomery.model.network;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.network.Regularization.Drops;
import io.bloomery.model.spec.ModelSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The loss, gradient and logits of a decoder-only Transformer as functions of its flat parameter vector.
 *
 * <p>The vector is laid out as {@link ParameterLayout#of(ModelSpec)} says. Activations are kept between calls and allocated
 * anew only when the batch shape changes. Not thread-safe.
 */
public final class DecoderNetwork implements AutoCloseable {

    /** A target that does not count. */
    public static final int IGNORED = -1;

    private final ModelSpec spec;
    private final ParameterLayout layout;
    private final Kernel kernel;
    private final DecoderPass pass;
    private final boolean recompute;
    private Optional<DecoderActivations> training = Optional.empty();
    private Optional<DecoderActivations> inference = Optional.empty();
    private Optional<BoundTensors> boundParameters = Optional.empty();
    private Optional<BoundTensors> boundGradient = Optional.empty();

    /** A network that keeps all activations for the gradient. */
    public DecoderNetwork(ModelSpec spec, Kernel kernel) {
        this(spec, kernel, false);
    }

    /**
     * A network of this family and size.
     *
     * @param recompute keeps only the residual stream for the gradient and makes the rest of each block again on the way
     *     down: a third more work for a fraction of the memory
     */
    public DecoderNetwork(ModelSpec spec, Kernel kernel, boolean recompute) {
        this.spec = requireNonNull(spec, "spec");
        this.recompute = recompute;
        layout = ParameterLayout.of(spec);
        this.kernel = requireNonNull(kernel, "kernel");
        pass = new DecoderPass(spec, kernel);
    }

    public ModelSpec spec() {
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
        return lossAndGradient(parameters, gradient, ids, targets, Regularization.NONE, new Regularization.Draw(0, 0));
    }

    /**
     * As {@link #lossAndGradient(INDArray, INDArray, int[][], int[][])}, regularized.
     *
     * @param draw decides which elements are dropped: the same for a step that is repeated, another for every other step
     * @return the loss of the smoothed labels
     */
    public double lossAndGradient(
            INDArray parameters,
            INDArray gradient,
            int[][] ids,
            int[][] targets,
            Regularization regularization,
            Regularization.Draw draw) {
        TokenBatch input = TokenBatch.inputs(spec, ids);
        TokenBatch target = matchingTargets(input, targets);
        DecoderTensors tensors = heldTensors(parameters);
        DecoderTensors gradients = gradientTensors(gradient);
        DecoderActivations activations = trainingActivations(input);
        Drops drops = regularization.drops(draw, input.flat());
        pass.forward(tensors, activations, input.flat(), drops);
        DoubleSupplier loss = pass.head(tensors, gradients, activations, target, regularization.labelSmoothing());
        pass.backward(tensors, gradients, activations, input.flat(), drops);
        kernel.leave(boundGradient.orElseThrow().host());
        return loss.getAsDouble();
    }

    /** Mean cross-entropy in nats over the targets that count; 0 if none does. */
    public double loss(INDArray parameters, int[][] ids, int[][] targets) {
        TokenBatch input = TokenBatch.inputs(spec, ids);
        TokenBatch target = matchingTargets(input, targets);
        DecoderTensors tensors = heldTensors(parameters);
        DecoderActivations activations = inferenceActivations(input.batch(), input.time());
        pass.forward(tensors, activations, input.flat());
        return pass.loss(tensors, activations, target);
    }

    /** The logits after each token, in a new array [B*T, V]. */
    public INDArray logits(INDArray parameters, int[][] ids) {
        TokenBatch input = TokenBatch.inputs(spec, ids);
        DecoderTensors tensors = heldTensors(parameters);
        DecoderActivations activations = inferenceActivations(input.batch(), input.time());
        pass.forward(tensors, activations, input.flat());
        return logits(tensors, activations.normalized());
    }

    /** The logits after the last of the tokens. */
    public float[] nextTokenLogits(INDArray parameters, int[] ids) {
        TokenBatch input = TokenBatch.inputs(spec, new int[][] {ids});
        DecoderTensors tensors = heldTensors(parameters);
        DecoderActivations activations = inferenceActivations(input.batch(), input.time());
        pass.forward(tensors, activations, input.flat());
        Tensor row = activations.normalized().rows(ids.length - 1, 1);
        return logits(tensors, row).reshape(spec.vocabularySize()).toFloatVector();
    }

    /**
     * An empty cache for one sequence.
     *
     * @param capacity most tokens it will hold, at most the model's context
     */
    public KeyValueCache cache(int capacity) {
        if (capacity < 1 || capacity > spec.contextLength()) {
            throw new IllegalArgumentException(
                    "the capacity of a cache must be in [1, " + spec.contextLength() + "] but is " + capacity);
        }
        return new KeyValueCache(kernel, spec, capacity);
    }

    /**
     * The logits after the last new token of each sequence, for sequences whose earlier tokens are in their caches.
     *
     * <p>Equal, up to rounding, to {@link #nextTokenLogits(INDArray, int[])} of all tokens of a sequence. The caches must have
     * been filled with the same parameters; afterwards they hold the new tokens as well.
     *
     * @param newIds [B] at least one new token for each sequence, of one sequence as many as fit its cache
     * @param caches [B] one for each sequence
     */
    public float[][] nextTokenLogits(INDArray parameters, int[][] newIds, List<KeyValueCache> caches) {
        NewTokens tokens = NewTokens.of(spec, newIds, caches);
        DecoderTensors tensors = heldTensors(parameters);
        DecoderActivations activations = inferenceActivations(1, tokens.ids().length);
        pass.forward(
                tensors, activations, tokens.ids(), tokens.places(), tokens.attention(kernel, activations.shape()));
        tokens.remember();
        Tensor last = activations.scratch().narrow().rows(0, newIds.length);
        kernel.gather(tokens.lastRows(), activations.normalized(), last, false);
        return logits(tensors, last).toFloatMatrix();
    }

    private INDArray logits(DecoderTensors tensors, Tensor normalized) {
        INDArray logits =
                Nd4j.createUninitialized(DataType.FLOAT, new long[] {normalized.rows(), spec.vocabularySize()}, 'c');
        Tensor host = Tensor.of(logits);
        Tensor made = kernel.home(host);
        pass.logits(tensors, normalized, made);
        kernel.fetch(host);
        return logits;
    }

    /** Frees the activations; the next call allocates them again. */
    @Override
    public void close() {
        training.ifPresent(DecoderActivations::close);
        inference.ifPresent(DecoderActivations::close);
        training = Optional.empty();
        inference = Optional.empty();
    }

    /**
     * Fills a parameter vector as the family begins: matrices normal with deviation 0.02, biases 0 and gains 1; in GPT-2
     * those that write to the residual stream are smaller by the root of the number of such writes. The same seed gives the
     * same vector.
     */
    public static void initialize(ModelSpec spec, INDArray parameters, long seed) {
        ParameterInitializer.fill(spec, parameters, seed);
    }

    private TokenBatch matchingTargets(TokenBatch input, int[][] targets) {
        TokenBatch target = TokenBatch.targets(spec, targets);
        if (target.batch() != input.batch() || target.time() != input.time()) {
            throw new IllegalArgumentException("targets must have the shape of the ids, " + input.batch() + " by "
                    + input.time() + ", but have " + target.batch() + " by " + target.time());
        }
        return target;
    }

    private DecoderActivations trainingActivations(TokenBatch input) {
        if (training.filter(kept -> kept.fits(input.batch(), input.time())).isEmpty()) {
            training.ifPresent(DecoderActivations::close);
            training =
                    Optional.of(DecoderActivations.forTraining(kernel, spec, input.batch(), input.time(), recompute));
        }
        return training.orElseThrow();
    }

    private DecoderActivations inferenceActivations(int batch, int time) {
        if (inference.filter(kept -> kept.fits(batch, time)).isEmpty()) {
            inference.ifPresent(DecoderActivations::close);
            inference = Optional.of(DecoderActivations.forInference(kernel, spec, batch, time));
        }
        return inference.orElseThrow();
    }

    /** The parameters as they are now, which they stay until the next call. */
    private DecoderTensors heldTensors(INDArray flat) {
        if (boundParameters.filter(bound -> bound.isOf(flat)).isEmpty()) {
            boundParameters = Optional.of(bind(flat));
        }
        BoundTensors bound = boundParameters.orElseThrow();
        kernel.arrive(bound.host());
        kernel.hold(bound.tensors().all());
        return bound.tensors();
    }

    private DecoderTensors gradientTensors(INDArray flat) {
        if (boundGradient.filter(bound -> bound.isOf(flat)).isEmpty()) {
            boundGradient = Optional.of(bind(flat));
        }
        return boundGradient.orElseThrow().tensors();
    }

    private BoundTensors bind(INDArray flat) {
        Tensor host = Tensor.of(flat.reshape(flat.length()));
        return new BoundTensors(flat, host, DecoderTensors.of(spec, layout, kernel.home(host)));
    }

    /**
     * Views that are made once per vector: making them costs as much as a small product.
     *
     * @param host the vector in main memory
     * @param tensors where the kernel works
     */
    private record BoundTensors(INDArray flat, Tensor host, DecoderTensors tensors) {
        @SuppressWarnings("ReferenceEquality") // equality of arrays would compare all their elements
        private boolean isOf(INDArray other) {
            return flat == other;
        }
    }
}
