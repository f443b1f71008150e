package io.bloomery.model.kernel;

import io.bloomery.model.kernel.Gemm.Factor;
import io.bloomery.model.kernel.Gemm.Size;
import io.bloomery.model.kernel.HeadProducts.Matrix;
import io.bloomery.model.kernel.HeadProducts.Role;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;

/**
 * Causal attention by one thread, one head and one block of queries at a time, over keys that the block can see.
 *
 * <p>The scores of a block fit the second-level cache and are made again for the gradient (Dao et al. 2022). Probabilities
 * stay unscaled until the values are summed up: a row of results is shorter than a row of scores. Factors of products may be
 * rounded; everything between products is float32.
 */
final class CpuAttention {

    private static final int BLOCK = 64;

    private final Loops loops;
    private final HeadProducts products;
    private Square scores = new Square(0);
    private Square dScores = new Square(0);

    CpuAttention(Loops loops, HeadProducts products) {
        this.loops = loops;
        this.products = products;
    }

    /**
     * What is dropped of the probabilities of one head.
     *
     * @param first index of the probability of the first query and key
     * @param stride from one query to the next
     */
    record Drop(Dropout dropout, long first, int stride) {

        static final Drop NONE = new Drop(Dropout.NONE, 0, 0);

        private void apply(Loops loops, ByteBuffer row, int at, int query, int count) {
            if (!dropout.isNone()) {
                loops.drop(row, at, dropout, first + (long) query * stride, row, at, count);
            }
        }
    }

    /** Where the queries, keys and values of one head lie, or the gradients by them. */
    record Head(Matrix queries, Matrix keys, Matrix values) {}

    /**
     * What one head attends to.
     *
     * @param y first element of the head's results
     * @param queries number of queries
     * @param past number of keys before that of the first query
     * @param logSumExp of one row per query from {@code logSumExpAt} on
     */
    void forward(
            Head head,
            int headWidth,
            Tensor results,
            long y,
            int queries,
            int past,
            Drop drop,
            ByteBuffer logSumExp,
            int logSumExpAt) {
        scores = scores.atLeast(Math.min(BLOCK, queries) * (past + queries));
        Matrix result = Matrix.floats(results.address() + y * Float.BYTES, results.columns());
        Matrix query = products.factor(Role.QUERIES, head.queries(), queries, headWidth);
        Matrix keys = products.factor(Role.KEYS, head.keys(), past + queries, headWidth);
        Matrix values = products.factor(Role.VALUES, head.values(), past + queries, headWidth);
        float scale = scale(headWidth);
        for (int first = 0; first < queries; first += BLOCK) {
            Block block = new Block(past + first, Math.min(BLOCK, queries - first));
            Matrix square = scores.matrix(block);
            Size size = new Size(block.rows(), block.columns(), headWidth);
            products.multiply(query.from(first).plain(), keys.transposed(), size, false, square);
            for (int row = 0; row < block.rows(); row++) {
                float max = scale * loops.max(scores.bytes, block.start(row), block.visible(row));
                float sum = loops.exponentials(
                        scores.bytes, block.start(row), scale, max, scores.bytes, block.start(row), block.visible(row));
                drop.apply(loops, scores.bytes, block.start(row), first + row, block.visible(row));
                loops.fill(scores.bytes, block.start(row) + block.visible(row), 0, block.hidden(row));
                logSumExp.putFloat((logSumExpAt + first + row) * Float.BYTES, (float) (max + Math.log(sum)));
                scores.sums[row] = sum;
            }
            Matrix probabilities = products.factor(Role.PROBABILITIES, square, block.rows(), block.columns());
            Size sums = new Size(block.rows(), headWidth, block.columns());
            products.multiply(probabilities.plain(), values.plain(), sums, false, result.from(first));
            for (int row = 0; row < block.rows(); row++) {
                int at = Math.toIntExact(y + (long) (first + row) * results.columns());
                loops.scale(results.bytes(), at, 1 / scores.sums[row], headWidth);
            }
        }
    }

    /**
     * Gradients of one head that sees no past, by its queries, which are overwritten, and by its keys and values.
     *
     * @param accumulate adds to the gradients by keys and values, which other heads share
     */
    void backward(
            Head head,
            Head gradient,
            int headWidth,
            Tensor results,
            Tensor dResults,
            long y,
            int queries,
            Drop drop,
            ByteBuffer logSumExp,
            int logSumExpAt,
            boolean accumulate) {
        scores = scores.atLeast(BLOCK * queries);
        dScores = dScores.atLeast(BLOCK * queries);
        Matrix dResult = products.factor(
                Role.RESULT_GRADIENT,
                Matrix.floats(dResults.address() + y * Float.BYTES, dResults.columns()),
                queries,
                headWidth);
        Matrix query = products.factor(Role.QUERIES, head.queries(), queries, headWidth);
        Matrix keys = products.factor(Role.KEYS, head.keys(), queries, headWidth);
        Matrix values = products.factor(Role.VALUES, head.values(), queries, headWidth);
        float scale = scale(headWidth);
        int lastBlock = (queries - 1) / BLOCK * BLOCK;
        // From the last block, which sees all keys, so that its products overwrite and the others add to them.
        for (int first = lastBlock; first >= 0; first -= BLOCK) {
            Block block = new Block(first, Math.min(BLOCK, queries - first));
            boolean add = first < lastBlock || accumulate;
            Size square = new Size(block.rows(), block.columns(), headWidth);
            Size down = new Size(block.columns(), headWidth, block.rows());
            Factor queryBlock = query.from(first).plain();
            Factor dBlock = dResult.from(first).plain();
            products.multiply(queryBlock, keys.transposed(), square, false, scores.matrix(block));
            products.multiply(dBlock, values.transposed(), square, false, dScores.matrix(block));
            for (int row = 0; row < block.rows(); row++) {
                int at = Math.toIntExact(y + (long) (first + row) * results.columns());
                float along = loops.dot(results.bytes(), at, dResults.bytes(), at, headWidth);
                float denominator = logSumExp.getFloat((logSumExpAt + first + row) * Float.BYTES);
                int start = block.start(row);
                int visible = block.visible(row);
                loops.exponentials(scores.bytes, start, scale, denominator, scores.bytes, start, visible);
                drop.apply(loops, dScores.bytes, start, first + row, visible);
                loops.softmaxGradient(scores.bytes, start, dScores.bytes, start, along, scale, visible);
                drop.apply(loops, scores.bytes, start, first + row, visible);
                loops.fill(scores.bytes, start + visible, 0, block.hidden(row));
                loops.fill(dScores.bytes, start + visible, 0, block.hidden(row));
            }
            Matrix probabilities =
                    products.factor(Role.PROBABILITIES, scores.matrix(block), block.rows(), block.columns());
            Matrix slopes = products.factor(Role.SCORE_GRADIENT, dScores.matrix(block), block.rows(), block.columns());
            Size across = new Size(block.rows(), headWidth, block.columns());
            products.multiply(probabilities.transposed(), dBlock, down, add, gradient.values());
            products.multiply(slopes.transposed(), queryBlock, down, add, gradient.keys());
            products.multiply(
                    slopes.plain(),
                    keys.plain(),
                    across,
                    false,
                    gradient.queries().from(first));
        }
    }

    private static float scale(int headWidth) {
        return (float) (1 / Math.sqrt(headWidth));
    }

    /** Some queries and all keys up to the last of them. */
    private record Block(int first, int rows) {
        private int columns() {
            return first + rows;
        }

        private int start(int row) {
            return row * columns();
        }

        private int visible(int row) {
            return first + row + 1;
        }

        private int hidden(int row) {
            return rows - row - 1;
        }
    }

    /** Memory for the scores of one block. */
    private static final class Square {
        private final BytePointer memory;
        private final ByteBuffer bytes;
        private final long address;
        private final float[] sums = new float[BLOCK];

        private Square(int capacity) {
            memory = new BytePointer(Math.max(1, (long) capacity * Float.BYTES));
            bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
            address = memory.address();
        }

        private Matrix matrix(Block block) {
            return Matrix.floats(address, block.columns());
        }

        private Square atLeast(int capacity) {
            return bytes.capacity() >= (long) capacity * Float.BYTES ? this : new Square(capacity);
        }
    }
}
