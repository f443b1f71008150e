package io.bloomery.model.kernel.cuda;

import static io.bloomery.model.kernel.cuda.Oracle.assertClose;
import static io.bloomery.model.kernel.cuda.Oracle.matrix;

import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Emulator.Place;
import io.bloomery.model.kernel.cuda.Emulator.Rows;
import io.bloomery.model.kernel.cuda.Emulator.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention and its gradients against the CPU engine: lengths around the 64 rows of a block and the 16 of a tile. */
class AttentionKernelsTest {

    private static final int BLOCK_ROWS = 64;

    /** Threads that share a row, by the width of a head. */
    private static final Map<Integer, Integer> LANES = new TreeMap<>(Map.of(8, 1, 40, 1, 64, 2, 128, 4));

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
    record Case(String type, AttentionShape shape) {
        Emulator emulator() {
            return EMULATORS.get(type + shape.headWidth());
        }

        Size block() {
            return Size.of(BLOCK_ROWS * LANES.get(shape.headWidth()));
        }

        Size grid(int heads) {
            return new Size((shape.time() + BLOCK_ROWS - 1) / BLOCK_ROWS, heads, shape.batch());
        }
    }

    @BeforeAll
    static void compile() {
        for (int width : LANES.keySet()) {
            EMULATORS.put("float32-" + width, Emulator.compile(folder, List.of("attention.cu"), false, width));
            EMULATORS.put("bfloat16-" + width, Emulator.compile(folder, List.of("attention.cu"), true, width));
        }
    }

    static Stream<Case> cases() {
        return Stream.of("float32-", "bfloat16-")
                .flatMap(type -> SHAPES.stream().map(shape -> new Case(type, shape)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void attendsAndMakesGradients(Case test) {
        Emulator emulator = test.emulator();
        AttentionShape shape = test.shape();
        int group = shape.group();
        int time = shape.time();
        Rows rows = new Rows((long) time * shape.rowWidth(), shape.rowWidth());
        Rows results = new Rows((long) time * shape.width(), shape.width());
        Buffer qkv = emulator.reals(oracle.normal(shape.rows() * shape.rowWidth()));
        Place keys = new Place(qkv, shape.width());
        Place values = new Place(qkv, shape.width() + shape.keyValueWidth());

        Buffer y = emulator.poisonedReals(shape.rows() * shape.width());
        Buffer logs = Buffer.poisonedFloats(shape.rows() * shape.heads());
        Size grid = test.grid(shape.heads());
        emulator.launch(
                "attention", grid, test.block(), qkv, rows, keys, values, rows, group, time, 0, y, results, logs);
        Tensor all = matrix(shape.rows(), shape.rowWidth(), qkv);
        Tensor expected = Oracle.zeros(shape.rows(), shape.width());
        Tensor expectedLogs = Oracle.zeros(shape.batch() * shape.heads(), time);
        oracle.kernel().attention(all, shape, expected, expectedLogs);
        assertClose(emulator, y, expected);
        assertClose(logs, expectedLogs);

        Buffer dY = emulator.reals(oracle.normal(shape.rows() * shape.width()));
        Buffer dQkv = emulator.poisonedReals(shape.rows() * shape.rowWidth());
        Buffer along = Buffer.poisonedFloats(shape.rows() * shape.heads());
        emulator.launch(
                "attention_query_gradient",
                grid,
                test.block(),
                dY,
                y,
                results,
                qkv,
                keys,
                values,
                rows,
                group,
                time,
                logs,
                dQkv,
                along);
        emulator.launch(
                "attention_key_gradient",
                test.grid(shape.keyValueHeads()),
                test.block(),
                dY,
                results,
                qkv,
                keys,
                values,
                rows,
                group,
                time,
                logs,
                along,
                new Place(dQkv, shape.width()),
                new Place(dQkv, shape.width() + shape.keyValueWidth()));
        Tensor given = matrix(shape.rows(), shape.width(), y);
        Tensor expectedDQkv = Oracle.zeros(shape.rows(), shape.rowWidth());
        oracle.kernel()
                .attentionGradient(
                        matrix(shape.rows(), shape.width(), dY), given, all, shape, expectedLogs, expectedDQkv);
        assertClose(emulator, dQkv, expectedDQkv);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32-", "bfloat16-"})
    void attendsToKeysAndValuesOfThePast(String type) {
        int past = 21;
        int capacity = 40;
        Case test = new Case(type, new AttentionShape(1, 3, 4, 2, 8));
        AttentionShape shape = test.shape();
        Emulator emulator = test.emulator();
        Buffer qkv = emulator.reals(oracle.normal(shape.rows() * shape.rowWidth()));
        float[] keys =
                emulator.reals(oracle.normal(capacity * shape.keyValueWidth())).floats();
        float[] values =
                emulator.reals(oracle.normal(capacity * shape.keyValueWidth())).floats();
        Tensor keyTensor = matrix(capacity, shape.keyValueWidth(), keys);
        Tensor valueTensor = matrix(capacity, shape.keyValueWidth(), values);
        Tensor expected = Oracle.zeros(shape.rows(), shape.width());
        oracle.kernel()
                .cachedAttention(
                        matrix(shape.rows(), shape.rowWidth(), qkv), shape, keyTensor, valueTensor, past, expected);

        Buffer y = emulator.poisonedReals(shape.rows() * shape.width());
        emulator.launch(
                "attention",
                test.grid(shape.heads()),
                test.block(),
                qkv,
                new Rows(0, shape.rowWidth()),
                emulator.reals(Oracle.floats(keyTensor)),
                emulator.reals(Oracle.floats(valueTensor)),
                new Rows(0, shape.keyValueWidth()),
                shape.group(),
                shape.time(),
                past,
                y,
                new Rows(0, shape.width()),
                Emulator.NOTHING);
        assertClose(emulator, y, expected);
    }
}
