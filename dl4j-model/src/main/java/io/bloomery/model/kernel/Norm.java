package io.bloomery.model.kernel;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * LayerNorm (Ba et al. 2016) with a bias, or RMSNorm (Zhang and Sennrich 2019) without; or the gradient by one.
 *
 * @param gain [C]
 * @param bias [C]; rows are centered where there is one
 * @param epsilon what is added to the mean square before the root
 */
public record Norm(Tensor gain, Optional<Tensor> bias, double epsilon) {

    public Norm {
        requireNonNull(gain, "gain");
        requireNonNull(bias, "bias");
    }

    /** Whether the mean of a row is subtracted. */
    public boolean centered() {
        return bias.isPresent();
    }

    /**
     * What is kept of each row for the gradient.
     *
     * @param center [N], what was subtracted: the mean, or 0
     * @param factor [N], one over the root of the mean square
     */
    public record Statistics(Tensor center, Tensor factor) {}
}
