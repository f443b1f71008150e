package io.bloomery.model.kernel.cuda;

import static io.bloomery.model.kernel.cuda.Oracle.assertClose;
import static io.bloomery.model.kernel.cuda.Oracle.matrix;

import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Emulator.Size;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows by id, and gradients of rows that are there more than once, against the CPU engine. */
class EmbeddingKernelsTest {

    private static final int VOCABULARY = 5;
    private static final int ROWS = 23;
    private static final int THREADS = 32;

    @TempDir
    static Path folder;

    private static List<Emulator> emulators;

    private final Oracle oracle = new Oracle(19);

    /** A table of this width. */
    record Case(Emulator emulator, int width) {}

    @BeforeAll
    static void compile() {
        emulators = Stream.of(false, true)
                .map(bfloat16 -> Emulator.compile(folder, List.of("embedding.cu"), bfloat16, 8))
                .toList();
    }

    static Stream<Case> cases() {
        return emulators.stream()
                .flatMap(emulator -> Stream.of(1, 8, 13, 264, 515).map(width -> new Case(emulator, width)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gathersRows(Case test) {
        int width = test.width();
        int[] ids = oracle.ids(ROWS, VOCABULARY);
        Buffer table = Buffer.ofFloats(oracle.normal(VOCABULARY * width));
        Buffer y = test.emulator().poisonedReals(ROWS * width);
        Tensor expected = Oracle.zeros(ROWS, width);
        gather(test, ids, table, 0, y);
        oracle.kernel().gather(ids, matrix(VOCABULARY, width, table), expected, false);
        assertClose(test.emulator(), y, expected);
        Tensor twice = matrix(ROWS, width, y);
        gather(test, ids, table, 1, y);
        oracle.kernel().gather(ids, matrix(VOCABULARY, width, table), twice, true);
        assertClose(test.emulator(), y, twice);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addsGradientsOfRowsThatShareAnId(Case test) {
        int width = test.width();
        int[] ids = IntStream.of(oracle.ids(ROWS, VOCABULARY))
                .map(id -> id == 2 ? 3 : id)
                .toArray();
        int[] rows = IntStream.range(0, ROWS)
                .boxed()
                .sorted(Comparator.comparing(row -> ids[row]))
                .mapToInt(row -> row)
                .toArray();
        Buffer dY = test.emulator().reals(oracle.normal(ROWS * width));
        Buffer dTable = Buffer.ofFloats(oracle.normal(VOCABULARY * width));
        Tensor expected = matrix(VOCABULARY, width, dTable);
        oracle.kernel().scatterAdd(ids, matrix(ROWS, width, dY), expected);
        test.emulator()
                .launch(
                        "scatter_add",
                        grid(ROWS, width),
                        Size.of(THREADS),
                        Buffer.ofInts(rows),
                        Buffer.ofInts(ids),
                        ROWS,
                        dY,
                        width,
                        dTable);
        assertClose(dTable, expected);
    }

    private static void gather(Case test, int[] ids, Buffer table, int accumulate, Buffer y) {
        Size grid = grid(ROWS, test.width());
        test.emulator()
                .launch("gather", grid, Size.of(THREADS), Buffer.ofInts(ids), table, test.width(), accumulate, y);
    }

    private static Size grid(int rows, int width) {
        int columns = THREADS * 8;
        return new Size(rows, (width + columns - 1) / columns, 1);
    }
}
