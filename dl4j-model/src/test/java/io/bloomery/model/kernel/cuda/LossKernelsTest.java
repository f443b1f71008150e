package io.bloomery.model.kernel.cuda;

import static io.bloomery.model.kernel.cuda.Oracle.assertClose;
import static io.bloomery.model.kernel.cuda.Oracle.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Emulator.Size;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cross-entropy against the CPU engine and, with label smoothing, against its definition in double precision. */
class LossKernelsTest {

    private static final int ROWS = 6;
    private static final int[] TARGET_OF_NONE = {1, 4};
    private static final float SCALE = 0.25f;

    @TempDir
    static Path folder;

    private static List<Emulator> emulators;

    private final Oracle oracle = new Oracle(17);

    /** Logits of a vocabulary, in rows with room for some more. */
    record Case(Emulator emulator, int vocabulary, int stride, float smoothing) {}

    @BeforeAll
    static void compile() {
        emulators = Stream.of(false, true)
                .map(bfloat16 -> Emulator.compile(folder, List.of("cross_entropy.cu"), bfloat16, 8))
                .toList();
    }

    static Stream<Case> cases() {
        return emulators.stream().flatMap(emulator -> Stream.of(
                        new int[] {1, 1},
                        new int[] {2, 8},
                        new int[] {64, 64},
                        new int[] {250, 256},
                        new int[] {509, 640},
                        new int[] {1531, 1531})
                .flatMap(
                        size -> Stream.of(0f, 0.1f).map(smoothing -> new Case(emulator, size[0], size[1], smoothing))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesLossesAndGradients(Case test) {
        Emulator emulator = test.emulator();
        int vocabulary = test.vocabulary();
        Buffer logits = emulator.reals(logits(test));
        int[] targets = oracle.ids(ROWS, vocabulary);
        Arrays.stream(TARGET_OF_NONE).forEach(row -> targets[row] = -1);
        float[] expectedLosses = new float[ROWS];
        float[] expected = new float[ROWS * test.stride()];
        for (int row = 0; row < ROWS; row++) {
            expectedLosses[row] = expect(test, row, targets[row], logits.floats(), expected);
        }

        Buffer losses = Buffer.poisonedFloats(ROWS);
        Buffer given = Buffer.ofInts(targets);
        Size rows = Size.of(ROWS);
        emulator.launch(
                "cross_entropy", rows, Size.of(64), logits, vocabulary, test.stride(), given, test.smoothing(), losses);
        assertClose(losses, vector(expectedLosses));
        Buffer lossesAgain = Buffer.poisonedFloats(ROWS);
        emulator.launch(
                "cross_entropy_gradient",
                rows,
                Size.of(64),
                logits,
                vocabulary,
                test.stride(),
                given,
                test.smoothing(),
                SCALE,
                lossesAgain);
        assertThat(lossesAgain.bytes()).isEqualTo(losses.bytes());
        assertClose(emulator, logits, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheCpuEngine(Case test) {
        Buffer logits = test.emulator().reals(logits(new Case(test.emulator(), test.stride(), test.stride(), 0)));
        int[] targets = oracle.ids(ROWS, test.stride());
        Tensor all = Oracle.matrix(ROWS, test.stride(), logits);
        double expected =
                oracle.kernel().crossEntropyGradient(all, targets, 0, SCALE).getAsDouble();
        Buffer losses = Buffer.poisonedFloats(ROWS);
        test.emulator()
                .launch(
                        "cross_entropy_gradient",
                        Size.of(ROWS),
                        Size.of(128),
                        logits,
                        test.stride(),
                        test.stride(),
                        Buffer.ofInts(targets),
                        0f,
                        SCALE,
                        losses);
        float[] each = losses.floats();
        double sum = IntStream.range(0, ROWS).mapToDouble(row -> each[row]).sum();
        assertClose(Buffer.ofFloats((float) sum), vector((float) expected));
        assertClose(test.emulator(), logits, all);
    }

    /** Far from zero, so that an exponential overflows that nothing was subtracted from; padding is no number. */
    private float[] logits(Case test) {
        float[] logits = oracle.normal(ROWS * test.stride());
        for (int i = 0; i < logits.length; i++) {
            logits[i] = i % test.stride() < test.vocabulary() ? 100 + 3 * logits[i] : Float.NaN;
        }
        return logits;
    }

    /** The loss of a row, and into gradients that by its logits. */
    private static float expect(Case test, int row, int target, float[] logits, float[] gradients) {
        if (target < 0) {
            return 0;
        }
        int first = row * test.stride();
        double[] exponentials = IntStream.range(first, first + test.vocabulary())
                .mapToDouble(i -> Math.exp(logits[i]))
                .toArray();
        double sum = DoubleStream.of(exponentials).sum();
        double loss = 0;
        for (int i = 0; i < test.vocabulary(); i++) {
            double wanted = test.smoothing() / test.vocabulary() + (i == target ? 1 - test.smoothing() : 0);
            loss -= wanted * (logits[first + i] - Math.log(sum));
            gradients[first + i] = (float) (SCALE * (exponentials[i] / sum - wanted));
        }
        return (float) loss;
    }
}
