package io.bloomery.model.kernel.cuda;

import static io.bloomery.model.kernel.cuda.Oracle.assertClose;
import static io.bloomery.model.kernel.cuda.Oracle.matrix;
import static io.bloomery.model.kernel.cuda.Oracle.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.kernel.Norm;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Emulator.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LayerNorm, RMSNorm and sums over rows against the CPU engine: widths below, at and above what a block takes at a time. */
class NormKernelsTest {

    private static final int BANDS = 3;
    private static final double EPSILON = 1e-5;

    @TempDir
    static Path folder;

    private static List<Emulator> emulators;

    private final Oracle oracle = new Oracle(7);

    /** One norm of rows. */
    record Case(Emulator emulator, int rows, int width, boolean centered) {}

    @BeforeAll
    static void compile() {
        emulators = Stream.of(false, true)
                .map(bfloat16 -> Emulator.compile(folder, List.of("norm.cu", "columns.cu"), bfloat16, 8))
                .toList();
    }

    static Stream<Case> cases() {
        return emulators.stream().flatMap(emulator -> Stream.of(
                        new int[] {1, 1}, new int[] {3, 7}, new int[] {5, 64}, new int[] {35, 40}, new int[] {2, 1029})
                .flatMap(size ->
                        Stream.of(false, true).map(centered -> new Case(emulator, size[0], size[1], centered))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void normalizesRowsAndTheirGradients(Case test) {
        Emulator emulator = test.emulator();
        int rows = test.rows();
        int width = test.width();
        Buffer x = emulator.reals(oracle.normal(rows * width));
        Buffer gain = Buffer.ofFloats(oracle.normal(width));
        Buffer bias = Buffer.ofFloats(oracle.normal(width));
        Buffer y = emulator.poisonedReals(rows * width);
        Buffer center = Buffer.poisonedFloats(rows);
        Buffer factor = Buffer.poisonedFloats(rows);
        Object givenBias = test.centered() ? bias : Emulator.NOTHING;
        emulator.launch(
                "norm_forward",
                Size.of(rows),
                Size.of(64),
                x,
                gain,
                givenBias,
                (float) EPSILON,
                width,
                y,
                center,
                factor);
        Buffer rounded = Buffer.poisoned(rows * width, Short.BYTES);
        emulator.launch(
                "norm_to_bfloat16",
                Size.of(rows),
                Size.of(64),
                x,
                gain,
                givenBias,
                (float) EPSILON,
                width,
                rounded,
                center,
                factor);
        assertThat(rounded.bytes()).isEqualTo(Buffer.ofBfloat16s(y.floats()).bytes());

        Norm norm = norm(vector(gain.floats()), vector(bias.floats()), test.centered());
        Norm.Statistics statistics = new Norm.Statistics(vector(new float[rows]), vector(new float[rows]));
        Tensor expected = Oracle.zeros(rows, width);
        oracle.kernel().norm(matrix(rows, width, x), norm, expected, statistics);
        assertClose(emulator, y, expected);
        assertClose(center, statistics.center());
        assertClose(factor, statistics.factor());

        Buffer dY = emulator.reals(oracle.normal(rows * width));
        Buffer dX = emulator.reals(oracle.normal(rows * width));
        Tensor expectedDX = matrix(rows, width, dX);
        Norm gradient = norm(vector(new float[width]), vector(new float[width]), test.centered());
        oracle.kernel()
                .normGradient(matrix(rows, width, dY), matrix(rows, width, x), norm, statistics, expectedDX, gradient);
        int centered = test.centered() ? 1 : 0;
        emulator.launch("norm_gradient", Size.of(rows), Size.of(64), dY, x, gain, centered, center, factor, width, dX);
        assertClose(emulator, dX, expectedDX);

        Buffer gainBands = Buffer.poisonedFloats(BANDS * width);
        Buffer biasBands = Buffer.poisonedFloats(BANDS * width);
        Object givenBands = test.centered() ? biasBands : Emulator.NOTHING;
        Size grid = new Size((width + 31) / 32, BANDS, 1);
        Size block = new Size(32, 8, 1);
        emulator.launch("norm_gain_gradient", grid, block, dY, x, center, factor, rows, width, gainBands, givenBands);
        assertClose(sum(emulator, gainBands, width), gradient.gain());
        gradient.bias().ifPresent(dBias -> assertClose(sum(emulator, biasBands, width), dBias));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sumsColumns(Case test) {
        Buffer x = test.emulator().reals(oracle.normal(test.rows() * test.width()));
        Buffer bands = Buffer.poisonedFloats(BANDS * test.width());
        Size grid = new Size((test.width() + 31) / 32, BANDS, 1);
        Size block = new Size(32, 4, 1);
        test.emulator().launch("column_sums", grid, block, x, test.rows(), test.width(), bands);
        assertClose(sum(test.emulator(), bands, test.width()), columnSums(x, test.width()));

        Buffer rounded = Buffer.ofBfloat16s(x.floats());
        test.emulator().launch("column_sums_of_bfloat16", grid, block, rounded, test.rows(), test.width(), bands);
        assertClose(sum(test.emulator(), bands, test.width()), columnSums(rounded, test.width()));
    }

    private static Tensor columnSums(Buffer x, int width) {
        float[] values = x.floats();
        float[] sums = new float[width];
        IntStream.range(0, values.length).forEach(i -> sums[i % width] += values[i]);
        return vector(sums);
    }

    private static Buffer sum(Emulator emulator, Buffer bands, int width) {
        Buffer sums = Buffer.poisonedFloats(width);
        emulator.launch("sum_bands", Size.of((width + 63) / 64), Size.of(64), bands, BANDS, width, sums);
        return sums;
    }

    private static Norm norm(Tensor gain, Tensor bias, boolean centered) {
        return new Norm(gain, centered ? Optional.of(bias) : Optional.empty(), EPSILON);
    }
}
