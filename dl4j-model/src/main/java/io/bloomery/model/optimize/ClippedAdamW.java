package io.bloomery.model.optimize;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.AdamWStep;
import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.layout.ParameterLayout;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * AdamW over a flat vector whose gradient is clipped to a global norm (Loshchilov and Hutter 2019), in two passes over memory.
 *
 * <p>Epsilon is added to the root after bias correction, as in PyTorch. Not thread-safe.
 */
public final class ClippedAdamW {

    private final Kernel kernel;
    private final AdamWRule rule;
    private final Vectors vectors;
    private final List<Tensor> hosts; // parameters and state in main memory
    private final Tensor hostGradient;
    private final Tensor gradient;

    /** An optimizer whose rule is in its configuration. */
    public ClippedAdamW(
            Kernel kernel,
            ParameterLayout layout,
            OptimizerConfig config,
            INDArray parameters,
            INDArray gradient,
            INDArray state) {
        this(kernel, layout, config.rule(), parameters, gradient, state);
    }

    /**
     * An optimizer of these vectors, which stay the caller's and are read and written in every update.
     *
     * @param parameters [P] or [1, P]
     * @param gradient [P] or [1, P]
     * @param state [2P] or [1, 2P]: means of the gradient, then means of its square, as DL4J's Adam has them
     */
    public ClippedAdamW(
            Kernel kernel,
            ParameterLayout layout,
            AdamWRule rule,
            INDArray parameters,
            INDArray gradient,
            INDArray state) {
        this.kernel = requireNonNull(kernel, "kernel");
        this.rule = requireNonNull(rule, "rule");
        hosts = List.of(flat(parameters), flat(state));
        hostGradient = flat(gradient);
        this.gradient = kernel.home(hostGradient);
        vectors = new Vectors(kernel.home(hosts.get(0)), this.gradient, kernel.home(hosts.get(1)), layout);
    }

    /**
     * Updates parameters and state by the gradient.
     *
     * @param iteration number of updates before this one
     * @return norm of the gradient before it was clipped
     */
    public double update(int iteration) {
        kernel.arrive(hostGradient);
        hosts.forEach(kernel::arrive);
        double norm = Math.sqrt(kernel.squares(gradient));
        vectors.decayed().update(kernel, rule.decayed(iteration, norm));
        vectors.undecayed().update(kernel, rule.undecayed(iteration, norm));
        hosts.forEach(kernel::leave);
        return norm;
    }

    private static Tensor flat(INDArray vector) {
        return Tensor.of(vector.reshape(vector.length()));
    }

    /** Parts of the vectors with the same decay. */
    private record Group(Tensor parameters, Tensor gradient, Tensor mean, Tensor square) {
        private void update(Kernel kernel, AdamWStep step) {
            kernel.adamW(parameters, gradient, mean, square, step);
        }
    }

    private record Vectors(Group decayed, Group undecayed) {
        private Vectors(Tensor parameters, Tensor gradient, Tensor state, ParameterLayout layout) {
            this(
                    group(parameters, gradient, state, layout, 0, layout.decayedSize()),
                    group(parameters, gradient, state, layout, layout.decayedSize(), layout.size()));
        }

        private static Group group(
                Tensor parameters, Tensor gradient, Tensor state, ParameterLayout layout, long from, long to) {
            return new Group(
                    parameters.elements(from, to - from),
                    gradient.elements(from, to - from),
                    state.elements(from, to - from),
                    state.elements(layout.size() + from, to - from));
        }
    }
}
