package io.bloomery.model.kernel.cuda;

import static io.bloomery.model.kernel.cuda.Oracle.assertClose;
import static io.bloomery.model.kernel.cuda.Oracle.matrix;

import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Dropout;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Emulator.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Attention and its gradients against the CPU engine: lengths around the 64 rows of a block and the 16 of a tile. */
class AttentionKernelsTest {

    private static final Set<Integer> HEAD_WIDTHS = Set.of(8, 40, 64, 128);

    private static final List<AttentionShape> SHAPES = List.of(
            new AttentionShape(1, 1, 1, 1, 8),
            new AttentionShape(2, 17, 2, 2, 8),
            new AttentionShape(1, 64, 2, 1, 8),
            new AttentionShape(2, 65, 4, 2, 8),
            new AttentionShape(1, 130, 3, 1, 8),
            new AttentionShape(1, 33, 2, 1, 40),
            new AttentionShape(1, 70, 2, 2, 64),
            new AttentionShape(2, 19, 2, 1, 64),
            new AttentionShape(1, 66, 2, 1, 128));

    @TempDir
    static Path folder;

    private static final Map<String, Emulator> EMULATORS = new TreeMap<>();

    private final Oracle oracle = new Oracle(13);

    /** One attention. */
    record Case(String type, AttentionShape shape, boolean onTensorCores) {
        Emulator emulator() {
            return EMULATORS.get(type + shape.headWidth());
        }

        AttentionLaunch launch() {
            return new AttentionLaunch(emulator(), shape, Dropout.NONE, onTensorCores);
        }
    }

    @BeforeAll
    static void compile() {
        for (int width : HEAD_WIDTHS) {
            List<String> sources = List.of("attention.cu", "tensor_attention.cu");
            EMULATORS.put("float32-" + width, Emulator.compile(folder, sources, false, width));
            EMULATORS.put("bfloat16-" + width, Emulator.compile(folder, sources, true, width));
        }
    }

    static Stream<Case> cases() {
        return Stream.of("float32-", "bfloat16-").flatMap(type -> SHAPES.stream()
                .flatMap(shape -> Stream.of(new Case(type, shape, false), new Case(type, shape, true))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void attendsAndMakesGradients(Case test) {
        Emulator emulator = test.emulator();
        AttentionShape shape = test.shape();
        AttentionLaunch launch = test.launch();
        Buffer qkv = launch.inputs(oracle.normal(shape.rows() * shape.rowWidth()));
        Buffer y = emulator.poisonedReals(shape.rows() * shape.width());
        Buffer logs = Buffer.poisonedFloats(shape.rows() * shape.heads());
        launch.forward(qkv, y, logs);
        Tensor all = matrix(shape.rows(), shape.rowWidth(), qkv);
        Tensor expected = Oracle.zeros(shape.rows(), shape.width());
        Tensor expectedLogs = Oracle.zeros(shape.batch() * shape.heads(), shape.time());
        oracle.kernel().attention(all, shape, expected, expectedLogs);
        launch.assertClose(y, expected);
        assertClose(logs, expectedLogs);

        Buffer dY = launch.inputs(oracle.normal(shape.rows() * shape.width()));
        Buffer dQkv = emulator.poisonedReals(shape.rows() * shape.rowWidth());
        launch.backward(dY, y, qkv, logs, dQkv);
        Tensor given = matrix(shape.rows(), shape.width(), y);
        Tensor expectedDQkv = Oracle.zeros(shape.rows(), shape.rowWidth());
        oracle.kernel()
                .attentionGradient(
                        matrix(shape.rows(), shape.width(), dY), given, all, shape, expectedLogs, expectedDQkv);
        launch.assertClose(dQkv, expectedDQkv);
    }

    @ParameterizedTest
    @CsvSource({"float32-, false", "bfloat16-, false", "float32-, true"})
    void attendsToKeysAndValuesOfThePast(String type, boolean onTensorCores) {
        int past = 21;
        int capacity = 40;
        AttentionShape shape = new AttentionShape(1, 3, 4, 2, 8);
        AttentionLaunch launch = new Case(type, shape, onTensorCores).launch();
        Emulator emulator = launch.emulator();
        Buffer qkv = launch.inputs(oracle.normal(shape.rows() * shape.rowWidth()));
        float[] keys =
                launch.inputs(oracle.normal(capacity * shape.keyValueWidth())).floats();
        float[] values =
                launch.inputs(oracle.normal(capacity * shape.keyValueWidth())).floats();
        Tensor keyTensor = matrix(capacity, shape.keyValueWidth(), keys);
        Tensor valueTensor = matrix(capacity, shape.keyValueWidth(), values);
        Tensor expected = Oracle.zeros(shape.rows(), shape.width());
        oracle.kernel()
                .cachedAttention(
                        matrix(shape.rows(), shape.rowWidth(), qkv), shape, keyTensor, valueTensor, past, expected);

        Buffer y = emulator.poisonedReals(shape.rows() * shape.width());
        emulator.launch(
                launch.prefix() + "attention",
                launch.grid(shape.heads()),
                launch.block(),
                qkv,
                new Rows(0, shape.rowWidth()),
                emulator.reals(Oracle.floats(keyTensor)),
                emulator.reals(Oracle.floats(valueTensor)),
                new Rows(0, shape.keyValueWidth()),
                shape.group(),
                shape.time(),
                past,
                Dropout.NONE,
                y,
                new Rows(0, shape.width()),
                Emulator.NOTHING);
        launch.assertClose(y, expected);
    }
}
