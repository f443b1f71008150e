package io.bloomery.model.optimize;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Tensor;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a batch from the gradients of its parts, one after the other, so that activations of one part are in
 * memory at a time.
 *
 * <p>Each part weighs as much as it has targets, which makes loss and gradient those of the whole batch up to rounding.
 * Keeps one array of the gradient's size. Not thread-safe.
 */
public final class GradientAccumulation {

    /** Mean loss over the targets that count, those that are not negative, and its gradient, which is overwritten. */
    @FunctionalInterface
    public interface LossAndGradient {
        double of(INDArray parameters, INDArray gradient, int[][] ids, int[][] targets);
    }

    private final int parts;
    private Optional<INDArray> ofPart = Optional.empty();

    /**
     * Cuts batches into parts of the same number of sequences; the last may be smaller.
     *
     * @param parts at least 1; a batch of fewer sequences has as many parts as sequences
     */
    public GradientAccumulation(int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("parts must be positive but is " + parts);
        }
        this.parts = parts;
    }

    /**
     * As the network's own, for a batch of any size.
     *
     * @param kernel that of the network; parts are added up where it works
     */
    public double lossAndGradient(
            Kernel kernel,
            LossAndGradient network,
            INDArray parameters,
            INDArray gradient,
            int[][] ids,
            int[][] targets) {
        int size = (ids.length + parts - 1) / parts;
        if (size == ids.length) {
            return network.of(parameters, gradient, ids, targets);
        }
        double all = Math.max(1, counted(targets));
        double loss = 0;
        Tensor whole = vector(gradient);
        for (int from = 0; from < ids.length; from += size) {
            int to = Math.min(ids.length, from + size);
            int[][] partTargets = Arrays.copyOfRange(targets, from, to);
            INDArray target = from == 0 ? gradient : ofPart(gradient);
            double partLoss = network.of(parameters, target, Arrays.copyOfRange(ids, from, to), partTargets);
            double weight = counted(partTargets) / all;
            loss += partLoss * weight;
            if (from == 0) {
                kernel.scale(kernel.home(whole), (float) weight);
            } else {
                kernel.addWeighted(kernel.home(vector(target)), (float) weight, kernel.home(whole));
            }
        }
        kernel.leave(whole);
        return loss;
    }

    private INDArray ofPart(INDArray gradient) {
        if (ofPart.isEmpty()) {
            ofPart = Optional.of(gradient.ulike());
        }
        return ofPart.orElseThrow();
    }

    private static Tensor vector(INDArray array) {
        return Tensor.of(array.reshape(array.length()));
    }

    private static long counted(int[][] targets) {
        return Arrays.stream(targets)
                .flatMapToInt(Arrays::stream)
                .filter(target -> target >= 0)
                .count();
    }
}
