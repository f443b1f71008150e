package io.bloomery.model.kernel.cuda;

import static io.bloomery.model.kernel.cuda.Oracle.assertClose;
import static io.bloomery.model.kernel.cuda.Oracle.matrix;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Rotary;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Emulator.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GELU, SwiGLU and rotary positions, and their gradients, against the CPU engine. */
class ActivationKernelsTest {

    private static final int ROWS = 3;
    private static final int THREADS = 32;

    @TempDir
    static Path folder;

    private static List<Emulator> emulators;

    private final Oracle oracle = new Oracle(11);

    /** Rows of this width, with a bias to add or without. */
    record Case(Emulator emulator, int width, boolean biased) {}

    @BeforeAll
    static void compile() {
        emulators = Stream.of(false, true)
                .map(bfloat16 -> Emulator.compile(folder, List.of("activation.cu", "rotary.cu"), bfloat16, 8))
                .toList();
    }

    static Stream<Case> cases() {
        return emulators.stream().flatMap(emulator -> Stream.of(1, 8, 13, 264, 515)
                .flatMap(width -> Stream.of(false, true).map(biased -> new Case(emulator, width, biased))));
    }

    static Stream<Emulator> emulators() {
        return emulators.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void appliesGelu(Case test) {
        Emulator emulator = test.emulator();
        int width = test.width();
        Buffer x = emulator.reals(oracle.normal(ROWS * width));
        Buffer bias = Buffer.ofFloats(oracle.normal(width));
        Object given = test.biased() ? bias : Emulator.NOTHING;
        Tensor biased = matrix(ROWS, width, test.biased() ? sum(x, bias) : x.floats());
        Tensor expected = Oracle.zeros(ROWS, width);

        Buffer y = emulator.poisonedReals(ROWS * width);
        emulator.launch("gelu", grid(width), Size.of(THREADS), x, given, width, y);
        Buffer rounded = Buffer.poisoned(ROWS * width, Short.BYTES);
        emulator.launch("gelu_to_bfloat16", grid(width), Size.of(THREADS), x, given, width, rounded);
        assertThat(rounded.bytes()).isEqualTo(Buffer.ofBfloat16s(y.floats()).bytes());
        oracle.kernel().gelu(biased, expected);
        assertClose(emulator, y, expected);

        Buffer dY = emulator.reals(oracle.normal(ROWS * width));
        Buffer dX = emulator.poisonedReals(ROWS * width);
        emulator.launch("gelu_gradient", grid(width), Size.of(THREADS), dY, x, given, width, dX);
        Buffer roundedGradient = Buffer.poisoned(ROWS * width, Short.BYTES);
        emulator.launch(
                "gelu_gradient_to_bfloat16", grid(width), Size.of(THREADS), dY, x, given, width, roundedGradient);
        assertThat(roundedGradient.bytes())
                .isEqualTo(Buffer.ofBfloat16s(dX.floats()).bytes());
        oracle.kernel().geluGradient(matrix(ROWS, width, dY), biased, expected);
        assertClose(emulator, dX, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void appliesSwiGlu(Case test) {
        Emulator emulator = test.emulator();
        int width = test.width();
        Buffer x = emulator.reals(oracle.normal(ROWS * 2 * width));
        Buffer bias = Buffer.ofFloats(oracle.normal(2 * width));
        Object given = test.biased() ? bias : Emulator.NOTHING;
        Tensor biased = matrix(ROWS, 2 * width, test.biased() ? sum(x, bias) : x.floats());

        Buffer y = emulator.poisonedReals(ROWS * width);
        emulator.launch("swiglu", grid(width), Size.of(THREADS), x, given, width, y);
        Buffer rounded = Buffer.poisoned(ROWS * width, Short.BYTES);
        emulator.launch("swiglu_to_bfloat16", grid(width), Size.of(THREADS), x, given, width, rounded);
        assertThat(rounded.bytes()).isEqualTo(Buffer.ofBfloat16s(y.floats()).bytes());
        Tensor expected = Oracle.zeros(ROWS, width);
        oracle.kernel().swiGlu(biased, expected);
        assertClose(emulator, y, expected);

        Buffer dY = emulator.reals(oracle.normal(ROWS * width));
        Buffer dX = emulator.poisonedReals(ROWS * 2 * width);
        emulator.launch("swiglu_gradient", grid(width), Size.of(THREADS), dY, x, given, width, dX);
        Buffer roundedGradient = Buffer.poisoned(ROWS * 2 * width, Short.BYTES);
        emulator.launch(
                "swiglu_gradient_to_bfloat16", grid(width), Size.of(THREADS), dY, x, given, width, roundedGradient);
        assertThat(roundedGradient.bytes())
                .isEqualTo(Buffer.ofBfloat16s(dX.floats()).bytes());
        Tensor expectedDX = Oracle.zeros(ROWS, 2 * width);
        oracle.kernel().swiGluGradient(matrix(ROWS, width, dY), biased, expectedDX);
        assertClose(emulator, dX, expectedDX);
    }

    @ParameterizedTest
    @MethodSource("emulators")
    void turnsQueriesAndKeysThereAndBack(Emulator emulator) {
        AttentionShape shape = new AttentionShape(1, 5, 4, 2, 6);
        int[] positions = {0, 3, 1, 6, 2};
        Buffer cosine = Buffer.ofFloats(oracle.normal(7 * 3));
        Buffer sine = Buffer.ofFloats(oracle.normal(7 * 3));
        Rotary rotary = new Rotary(matrix(7, 3, cosine), matrix(7, 3, sine));
        for (boolean back : new boolean[] {false, true}) {
            Buffer qkv = emulator.reals(oracle.normal(shape.rows() * shape.rowWidth()));
            Tensor expected = matrix(shape.rows(), shape.rowWidth(), qkv);
            oracle.kernel().rotate(expected, shape, rotary, positions, back);
            emulator.launch(
                    "rotate",
                    Size.of(shape.rows()),
                    Size.of(THREADS),
                    qkv,
                    cosine,
                    sine,
                    Buffer.ofInts(positions),
                    shape.heads() + shape.keyValueHeads(),
                    shape.headWidth(),
                    shape.rowWidth(),
                    back ? -1f : 1f);
            assertClose(emulator, qkv, expected);
        }
    }

    private static Size grid(int width) {
        int columns = THREADS * 8;
        return new Size(ROWS, (width + columns - 1) / columns, 1);
    }

    private static float[] sum(Buffer rows, Buffer bias) {
        float[] values = rows.floats();
        float[] biases = bias.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] += biases[i % biases.length];
        }
        return values;
    }
}
