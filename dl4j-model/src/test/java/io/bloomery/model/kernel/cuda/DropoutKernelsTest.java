package io.bloomery.model.kernel.cuda;

import static io.bloomery.model.kernel.cuda.Oracle.assertClose;
import static io.bloomery.model.kernel.cuda.Oracle.matrix;

import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Dropout;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Emulator.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dropout, alone and in attention, drops what the CPU engine drops. */
class DropoutKernelsTest {

    private static final Dropout QUARTER = new Dropout(0.25, 0x0123456789abcdefL, 77, 5);
    private static final AttentionShape SHAPE = new AttentionShape(2, 67, 4, 2, 8);

    @TempDir
    static Path folder;

    private static List<Emulator> emulators;

    private final Oracle oracle = new Oracle(29);

    @BeforeAll
    static void compile() {
        emulators = Stream.of(false, true)
                .map(bfloat16 -> Emulator.compile(
                        folder, List.of("dropout.cu", "attention.cu", "tensor_attention.cu"), bfloat16, 8))
                .toList();
    }

    static Stream<Emulator> emulators() {
        return emulators.stream();
    }

    @ParameterizedTest
    @MethodSource("emulators")
    void dropsElementsOfAnyLength(Emulator emulator) {
        for (int length : new int[] {1, 8, 17, 32, 43, 1000}) {
            Buffer x = emulator.reals(oracle.normal(length));
            Buffer y = emulator.poisonedReals(length);
            emulator.launch("dropout", Size.of((length + 511) / 512), Size.of(32), x, (long) length, QUARTER, y);
            Tensor expected = Oracle.vector(x.floats());
            oracle.kernel().dropout(expected, QUARTER, expected);
            assertClose(emulator, y, expected);
        }
    }

    static Stream<AttentionLaunch> attentions() {
        return emulators().flatMap(emulator -> Stream.of(false, true)
                .map(onTensorCores -> new AttentionLaunch(emulator, SHAPE, QUARTER, onTensorCores)));
    }

    @ParameterizedTest
    @MethodSource("attentions")
    void attendsWithDroppedProbabilities(AttentionLaunch launch) {
        Emulator emulator = launch.emulator();
        Buffer qkv = launch.inputs(oracle.normal(SHAPE.rows() * SHAPE.rowWidth()));
        Buffer y = emulator.poisonedReals(SHAPE.rows() * SHAPE.width());
        Buffer logs = Buffer.poisonedFloats(SHAPE.rows() * SHAPE.heads());
        launch.forward(qkv, y, logs);
        Tensor all = matrix(SHAPE.rows(), SHAPE.rowWidth(), qkv);
        Tensor expected = Oracle.zeros(SHAPE.rows(), SHAPE.width());
        Tensor expectedLogs = Oracle.zeros(SHAPE.batch() * SHAPE.heads(), SHAPE.time());
        oracle.kernel().attention(all, SHAPE, QUARTER, expected, expectedLogs);
        launch.assertClose(y, expected);

        Buffer dY = launch.inputs(oracle.normal(SHAPE.rows() * SHAPE.width()));
        Buffer dQkv = emulator.poisonedReals(SHAPE.rows() * SHAPE.rowWidth());
        launch.backward(dY, y, qkv, logs, dQkv);
        Tensor given = matrix(SHAPE.rows(), SHAPE.width(), y);
        Tensor expectedDQkv = Oracle.zeros(SHAPE.rows(), SHAPE.rowWidth());
        oracle.kernel()
                .attentionGradient(
                        matrix(SHAPE.rows(), SHAPE.width(), dY),
                        given,
                        all,
                        SHAPE,
                        QUARTER,
                        expectedLogs,
                        expectedDQkv);
        launch.assertClose(dQkv, expectedDQkv);
    }
}
