package io.bloomery.model.kernel;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A linear map of rows, or the gradient by one.
 *
 * @param weight [in, out], or [out, in] if transposed
 * @param transposed whether the weight is stored as PyTorch's {@code Linear} has it, not as GPT-2's {@code Conv1D}
 * @param bias [out]
 */
public record Linear(Tensor weight, boolean transposed, Optional<Tensor> bias) {

    public Linear {
        requireNonNull(weight, "weight");
        requireNonNull(bias, "bias");
    }
}
