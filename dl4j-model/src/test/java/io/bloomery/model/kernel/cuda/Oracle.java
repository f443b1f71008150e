package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.kernel.Tensor;
import java.util.Random;
import org.nd4j.linalg.factory.Nd4j;

/** The CPU engine, what it is fed with, and how near the emulated kernels must come to it. */
final class Oracle {

    private static final double FLOAT32_TOLERANCE = 2e-5;
    private static final double BFLOAT16_TOLERANCE = 1e-2;
    private static final double ROUNDED_DISTANCE = 5e-3;
    private static final double ROUNDED_TOLERANCE = 3e-2;

    private final Random random;
    private final Kernel kernel = Kernels.create("cpu");

    Oracle(long seed) {
        random = new Random(seed);
    }

    Kernel kernel() {
        return kernel;
    }

    float[] normal(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Numbers from 0 to a bound. */
    int[] ids(int count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }

    /** A copy. */
    static Tensor matrix(int rows, int columns, float... values) {
        return Tensor.of(Nd4j.create(values, new long[] {rows, columns}, 'c').dup('c'));
    }

    /** A copy. */
    static Tensor vector(float... values) {
        return Tensor.of(Nd4j.create(values, new long[] {values.length}, 'c').dup('c'));
    }

    /** What a buffer holds, as a matrix: numbers that bfloat16 has already rounded, where it is one of those. */
    static Tensor matrix(int rows, int columns, Buffer buffer) {
        return matrix(rows, columns, buffer.floats());
    }

    static Tensor zeros(int rows, int columns) {
        return matrix(rows, columns, new float[rows * columns]);
    }

    static float[] floats(Tensor tensor) {
        return tensor.array().dup('c').data().asFloat();
    }

    /** Parameters, statistics and their gradients, which are float32 everywhere. */
    static void assertClose(Buffer actual, Tensor expected) {
        assertClose(actual.floats(), floats(expected), FLOAT32_TOLERANCE);
    }

    /** Activations. */
    static void assertClose(Emulator emulator, Buffer actual, Tensor expected) {
        assertClose(emulator, actual, floats(expected));
    }

    static void assertClose(Emulator emulator, Buffer actual, float[] expected) {
        assertClose(actual.floats(), expected, emulator.isBfloat16() ? BFLOAT16_TOLERANCE : FLOAT32_TOLERANCE);
    }

    /** What is made of factors that were rounded to bfloat16 on the way: near as a whole, and no element far off. */
    static void assertNear(Buffer actual, Tensor expected) {
        float[] numbers = actual.floats();
        float[] wanted = floats(expected);
        double error = 0;
        double squares = 0;
        for (int i = 0; i < wanted.length; i++) {
            error += Math.pow(numbers[i] - wanted[i], 2);
            squares += Math.pow(wanted[i], 2);
        }
        assertThat(Math.sqrt(error / squares)).isLessThan(ROUNDED_DISTANCE);
        assertClose(numbers, wanted, ROUNDED_TOLERANCE);
    }

    /** Relative to the greater of the number and the root of the mean square of all. */
    private static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        double squares = 0;
        for (float value : expected) {
            squares += (double) value * value;
        }
        double typical = Math.sqrt(squares / expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("element %s of %s", i, expected.length).isCloseTo(expected[i], within((float)
                    (tolerance * Math.max(typical, Math.abs(expected[i])))));
        }
    }
}
