package io.bloomery.model.kernel.cuda;

import static io.bloomery.model.kernel.cuda.Oracle.assertClose;
import static io.bloomery.model.kernel.cuda.Oracle.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.kernel.AdamWStep;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Emulator.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done to whole vectors: sums, fillings, conversions, and the update of parameters, against the CPU engine. */
class VectorKernelsTest {

    private static final int THREADS = 64;

    @TempDir
    static Path folder;

    private static List<Emulator> emulators;

    private final Oracle oracle = new Oracle(23);

    /** A vector. */
    record Case(Emulator emulator, int length) {
        Size grid() {
            return Size.of(blocks(length));
        }

        private static int blocks(int elements) {
            return (elements + THREADS * 8 - 1) / (THREADS * 8);
        }
    }

    @BeforeAll
    static void compile() {
        emulators = Stream.of(false, true)
                .map(bfloat16 -> Emulator.compile(folder, List.of("elementwise.cu", "adamw.cu"), bfloat16, 8))
                .toList();
    }

    static Stream<Case> cases() {
        return emulators.stream()
                .flatMap(emulator -> Stream.of(1, 8, 15, 512, 1537).map(length -> new Case(emulator, length)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addsAndFills(Case test) {
        Buffer a = test.emulator().reals(oracle.normal(test.length()));
        Buffer b = test.emulator().reals(oracle.normal(test.length()));
        Buffer sum = test.emulator().poisonedReals(test.length());
        Tensor expected = vector(new float[test.length()]);
        oracle.kernel().add(vector(a.floats()), vector(b.floats()), expected);
        test.emulator().launch("add", test.grid(), Size.of(THREADS), a, b, (long) test.length(), sum);
        assertClose(test.emulator(), sum, expected);
        test.emulator().launch("fill", test.grid(), Size.of(THREADS), 1.5f, (long) test.length(), sum);
        assertThat(sum.floats()).containsOnly(1.5f);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scalesAndAddsWeighted(Case test) {
        Buffer x = Buffer.ofFloats(oracle.normal(test.length()));
        Buffer sum = Buffer.ofFloats(oracle.normal(test.length()));
        Tensor scaled = vector(x.floats());
        oracle.kernel().scale(scaled, 0.3f);
        Tensor expected = vector(sum.floats());
        oracle.kernel().addWeighted(vector(scaled.array().toFloatVector()), 0.7f, expected);
        long length = test.length();
        test.emulator().launch("scale", test.grid(), Size.of(THREADS), x, 0.3f, length, x);
        assertClose(x, scaled);
        test.emulator().launch("add_weighted", test.grid(), Size.of(THREADS), x, 0.7f, length, sum);
        assertClose(sum, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void roundsToBfloat16AndBack(Case test) {
        float[] values = oracle.normal(test.length());
        for (int i = 1; i < values.length; i += 2) { // ties: half way between two
            values[i] = Float.intBitsToFloat((Float.floatToRawIntBits(values[i]) & 0xffff0000) | 0x8000);
        }
        values[0] = Float.NEGATIVE_INFINITY;
        Buffer rounded = Buffer.poisoned(test.length(), Short.BYTES);
        long length = test.length();
        test.emulator()
                .launch("round_to_bfloat16", test.grid(), Size.of(THREADS), Buffer.ofFloats(values), length, rounded);
        assertThat(rounded.bytes()).isEqualTo(Buffer.ofBfloat16s(values).bytes());
        Buffer widened = Buffer.poisonedFloats(test.length());
        test.emulator().launch("widen_bfloat16", test.grid(), Size.of(THREADS), rounded, length, widened);
        assertThat(widened.floats()).isEqualTo(rounded.floats());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void roundsRowsAndFillsThemUpWithZeros(Case test) {
        int columns = test.length();
        int pitch = CudaKernel.roundedPitch(columns);
        float[] values = oracle.normal(3 * columns);
        Buffer rounded = Buffer.poisoned(3 * pitch, Short.BYTES);
        Size grid = new Size(3, Case.blocks(pitch), 1);
        test.emulator()
                .launch(
                        "round_rows_to_bfloat16",
                        grid,
                        Size.of(THREADS),
                        Buffer.ofFloats(values),
                        columns,
                        pitch,
                        rounded);
        float[] padded = new float[3 * pitch];
        for (int row = 0; row < 3; row++) {
            System.arraycopy(values, row * columns, padded, row * pitch, columns);
        }
        assertThat(rounded.bytes()).isEqualTo(Buffer.ofBfloat16s(padded).bytes());
    }

    @Test
    void padsRowsThatTensorCoresWouldReadSlowly() {
        assertThat(CudaKernel.roundedPitch(50_257)).isEqualTo(50_304);
        assertThat(CudaKernel.roundedPitch(768)).isEqualTo(768);
        assertThat(CudaKernel.roundedPitch(1)).isEqualTo(128);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keepsWhatIsNoNumber(Case test) {
        Buffer rounded = Buffer.poisoned(1, Short.BYTES);
        for (int bits : new int[] {0x7f800001, 0x7fffffff, 0xffffffff}) {
            Buffer nan = Buffer.ofInts(bits);
            test.emulator().launch("round_to_bfloat16", Size.of(1), Size.of(THREADS), nan, 1L, rounded);
            assertThat(rounded.floats()).containsExactly(Float.NaN);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void updatesByAClippedGradient(Case test) {
        int length = test.length();
        Buffer gradient = Buffer.ofFloats(oracle.normal(length));
        Buffer parameters = Buffer.ofFloats(oracle.normal(length));
        Buffer mean = Buffer.ofFloats(oracle.normal(length));
        Buffer square = Buffer.ofFloats(squared(oracle.normal(length)));
        Tensor expected = vector(parameters.floats());
        Tensor expectedMean = vector(mean.floats());
        Tensor expectedSquare = vector(square.floats());
        double norm = Math.sqrt(oracle.kernel().squares(vector(gradient.floats())));
        for (float most : new float[] {(float) norm / 3, (float) norm * 2}) {
            AdamWStep step =
                    AdamWStep.of(7, 1e-2, 0.9, 0.95, 1e-8, 0.1).withGradientFactor(norm > most ? most / norm : 1);
            oracle.kernel().adamW(expected, vector(gradient.floats()), expectedMean, expectedSquare, step);

            Buffer sums = Buffer.poisoned(2, Double.BYTES);
            Buffer total = Buffer.poisoned(1, Double.BYTES);
            test.emulator().launch("squares", Size.of(2), Size.of(32), gradient, (long) length, sums);
            test.emulator().launch("sum_squares", Size.of(1), Size.of(32), sums, 2, total);
            assertThat(Math.sqrt(total.firstDouble())).isCloseTo(norm, within(1e-6 * norm));
            test.emulator()
                    .launch(
                            "adamw",
                            test.grid(),
                            Size.of(THREADS),
                            gradient,
                            step.gradientFactor(),
                            step.beta1(),
                            step.beta2(),
                            step.rate(),
                            step.rootFactor(),
                            step.epsilon(),
                            step.keep(),
                            (long) length,
                            parameters,
                            mean,
                            square);
        }
        assertClose(parameters, expected);
        assertClose(mean, expectedMean);
        assertClose(square, expectedSquare);
    }

    private static float[] squared(float[] values) {
        IntStream.range(0, values.length).forEach(i -> values[i] *= values[i]);
        return values;
    }
}
