package io.bloomery.model.kernel.cuda;

import io.bloomery.model.kernel.Dropout;
import io.bloomery.model.kernel.cuda.Device.Function;
import io.bloomery.model.kernel.cuda.Device.Product;
import io.bloomery.model.kernel.cuda.Device.Size;
import java.util.List;

/** Something that a card does in its turn: what a graph is made of. */
sealed interface Work permits Work.Launch, Work.Zero, Product {

    /** What all work has in common that may be in the place of this one in a graph. */
    default Work shape() {
        return this;
    }

    /** A function in the threads of a grid. */
    record Launch(Function function, Size grid, Size block, List<Object> arguments) implements Work {

        /** Without the numbers that change from step to step: rates, scales and what to drop. */
        @Override
        public Launch shape() {
            return new Launch(
                    function,
                    grid,
                    block,
                    arguments.stream()
                            .map(value -> value instanceof Float || value instanceof Dropout ? value.getClass() : value)
                            .toList());
        }
    }

    /** Zeros over bytes. */
    record Zero(long address, long bytes) implements Work {}
}
