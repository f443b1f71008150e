package io.bloomery.model.kernel;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.Gemm.Factor;
import io.bloomery.model.kernel.Gemm.Size;
import io.bloomery.model.kernel.OneDnnBfloat16.Onto;
import java.util.EnumMap;
import java.util.Map;

/** Products of factors that are rounded to bfloat16 first, each once; sums and results are float32. */
final class Bfloat16HeadProducts implements HeadProducts {

    private final OneDnnBfloat16 library;
    private final Map<Role, Bfloat16Memory> copies = new EnumMap<>(Role.class);

    Bfloat16HeadProducts(OneDnnBfloat16 library) {
        this.library = requireNonNull(library, "library");
    }

    @Override
    public Matrix factor(Role role, Matrix floats, int rows, int columns) {
        long copy = copies.computeIfAbsent(role, unused -> new Bfloat16Memory()).atLeast((long) rows * columns);
        library.round(floats.address(), rows, columns, floats.stride(), copy);
        return new Matrix(copy, columns, Bfloat16Memory.BYTES);
    }

    @Override
    public void multiply(Factor a, Factor b, Size size, boolean accumulate, Matrix c) {
        library.multiply(a, b, size, accumulate ? Onto.RESULT : Onto.NOTHING, c.address(), c.stride());
    }
}
