package io.bloomery.model.kernel;

import io.bloomery.model.kernel.Gemm.Factor;
import io.bloomery.model.kernel.Gemm.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;

/**
 * Causal attention by one thread, one head and one block of queries at a time, over keys that the block can see.
 *
 * <p>The scores of a block fit the second-level cache and are made again for the gradient (Dao et al. 2022). Probabilities
 * stay unscaled until the values are summed up: a row of results is shorter than a row of scores.
 */
final class CpuAttention {

    private static final int BLOCK = 64;

    private final Loops loops;
    private final Gemm gemm;
    private Square scores = new Square(0);
    private Square dScores = new Square(0);

    CpuAttention(Loops loops, Gemm gemm) {
        this.loops = loops;
        this.gemm = gemm;
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

    /** Part of a row-major matrix. */
    record Matrix(long address, int stride) {
        private Matrix from(int row) {
            return new Matrix(address + (long) row * stride * Float.BYTES, stride);
        }

        private Factor plain() {
            return new Factor(address, stride, false);
        }

        private Factor transposed() {
            return new Factor(address, stride, true);
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
        Matrix result = new Matrix(results.address() + y * Float.BYTES, results.columns());
        float scale = scale(headWidth);
        for (int first = 0; first < queries; first += BLOCK) {
            Block block = new Block(past + first, Math.min(BLOCK, queries - first));
            gemm.multiply(
                    head.queries().from(first).plain(),
                    head.keys().transposed(),
                    new Size(block.rows(), block.columns(), headWidth),
                    1,
                    0,
                    scores.address,
                    block.columns());
            for (int row = 0; row < block.rows(); row++) {
                float max = scale * loops.max(scores.bytes, block.start(row), block.visible(row));
                float sum = loops.exponentials(
                        scores.bytes, block.start(row), scale, max, scores.bytes, block.start(row), block.visible(row));
                drop.apply(loops, scores.bytes, block.start(row), first + row, block.visible(row));
                loops.fill(scores.bytes, block.start(row) + block.visible(row), 0, block.hidden(row));
                logSumExp.putFloat((logSumExpAt + first + row) * Float.BYTES, (float) (max + Math.log(sum)));
                scores.sums[row] = sum;
            }
            gemm.multiply(
                    new Factor(scores.address, block.columns(), false),
                    head.values().plain(),
                    new Size(block.rows(), headWidth, block.columns()),
                    1,
                    0,
                    result.from(first).address(),
                    result.stride());
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
        Matrix dResult = new Matrix(dResults.address() + y * Float.BYTES, dResults.columns());
        float scale = scale(headWidth);
        int lastBlock = (queries - 1) / BLOCK * BLOCK;
        // From the last block, which sees all keys, so that its products overwrite and the others add to them.
        for (int first = lastBlock; first >= 0; first -= BLOCK) {
            Block block = new Block(first, Math.min(BLOCK, queries - first));
            float keep = first == lastBlock && !accumulate ? 0 : 1;
            Size square = new Size(block.rows(), block.columns(), headWidth);
            Size down = new Size(block.columns(), headWidth, block.rows());
            Factor query = head.queries().from(first).plain();
            Factor dBlock = dResult.from(first).plain();
            gemm.multiply(query, head.keys().transposed(), square, 1, 0, scores.address, block.columns());
            gemm.multiply(dBlock, head.values().transposed(), square, 1, 0, dScores.address, block.columns());
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
            Factor probabilities = new Factor(scores.address, block.columns(), true);
            Factor slopes = new Factor(dScores.address, block.columns(), true);
            multiply(probabilities, dBlock, down, keep, gradient.values());
            multiply(slopes, query, down, keep, gradient.keys());
            multiply(
                    new Factor(dScores.address, block.columns(), false),
                    head.keys().plain(),
                    new Size(block.rows(), headWidth, block.columns()),
                    0,
                    gradient.queries().from(first));
        }
    }

    private void multiply(Factor a, Factor b, Size size, float beta, Matrix c) {
        gemm.multiply(a, b, size, 1, beta, c.address(), c.stride());
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

        private Square atLeast(int capacity) {
            return bytes.capacity() >= (long) capacity * Float.BYTES ? this : new Square(capacity);
        }
    }
}
