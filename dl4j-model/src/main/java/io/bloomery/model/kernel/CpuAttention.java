package io.bloomery.model.kernel;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Causal attention one head and one block of queries at a time, over keys that the block can see.
 *
 * <p>The scores of a block fit the second-level cache and are made again for the gradient (Dao et al. 2022). The products
 * are BLAS calls on parts of larger matrices, which ND4J's operations would copy first.
 */
final class CpuAttention {

    private static final int BLOCK = 64;

    /** Below the smallest argument of {@link FloatRows#exp}. */
    private static final float MASKED = -100f;

    private final FloatRows rows;
    private Square scores = new Square(0);
    private Square dScores = new Square(0);

    CpuAttention(FloatRows rows) {
        this.rows = rows;
    }

    void forward(INDArray qkv, AttentionShape shape, INDArray y, INDArray logSumExp) {
        reserve(shape.time());
        FloatBuffer denominators = OffHeap.buffer(logSumExp);
        for (int index = 0; index < shape.batch() * shape.heads(); index++) {
            Head head = new Head(shape, index);
            Matrix queries = head.part(qkv, 0);
            Matrix keys = head.part(qkv, 1);
            Matrix values = head.part(qkv, 2);
            Matrix result = head.part(y, 0);
            for (int first = 0; first < shape.time(); first += BLOCK) {
                Block block = new Block(first, Math.min(BLOCK, shape.time() - first));
                Matrix square = scores.matrix(block);
                multiply(queries.from(first), false, keys, true, square, block.scores(shape), shape.scale(), 0);
                softmax(block, denominators, index * shape.time() + first);
                multiply(square, false, values, false, result.from(first), block.results(shape), 1, 0);
            }
        }
    }

    void backward(INDArray dY, INDArray qkv, AttentionShape shape, INDArray logSumExp, INDArray dQkv) {
        reserve(shape.time());
        FloatBuffer denominators = OffHeap.buffer(logSumExp);
        int lastBlock = (shape.time() - 1) / BLOCK * BLOCK;
        for (int index = 0; index < shape.batch() * shape.heads(); index++) {
            Head head = new Head(shape, index);
            // From the last block, which sees all keys, so that its products overwrite and the others add to them.
            for (int first = lastBlock; first >= 0; first -= BLOCK) {
                Block block = new Block(first, Math.min(BLOCK, shape.time() - first));
                float keep = first == lastBlock ? 0 : 1;
                Matrix queries = head.part(qkv, 0).from(first);
                Matrix keys = head.part(qkv, 1);
                Matrix dResult = head.part(dY, 0).from(first);
                Matrix square = scores.matrix(block);
                Matrix dSquare = dScores.matrix(block);
                multiply(queries, false, keys, true, square, block.scores(shape), shape.scale(), 0);
                multiply(dResult, false, head.part(qkv, 2), true, dSquare, block.scores(shape), 1, 0);
                softmaxGradient(block, denominators, index * shape.time() + first, shape.scale());
                multiply(square, true, dResult, false, head.part(dQkv, 2), block.seen(shape), 1, keep);
                multiply(dSquare, true, queries, false, head.part(dQkv, 1), block.seen(shape), 1, keep);
                multiply(dSquare, false, keys, false, head.part(dQkv, 0).from(first), block.results(shape), 1, 0);
            }
        }
    }

    /** Turns scores into probabilities and keeps the logarithm of each row's denominator. */
    private void softmax(Block block, FloatBuffer denominators, int firstDenominator) {
        float[] values = scores.load(block);
        float[] max = new float[block.rows()];
        for (int row = 0; row < block.rows(); row++) {
            max[row] = FloatRows.max(values, block.start(row), block.visible(row));
            shift(values, block, row, max[row]);
        }
        rows.exp(values, block.size());
        for (int row = 0; row < block.rows(); row++) {
            float sum = FloatRows.sum(values, block.start(row), block.visible(row));
            denominators.put(firstDenominator + row, (float) (max[row] + Math.log(sum)));
            scale(values, block, row, 1 / sum);
        }
        scores.store(block);
    }

    /** Makes the probabilities again, and turns the gradient by them into the gradient by the unscaled scores. */
    private void softmaxGradient(Block block, FloatBuffer denominators, int firstDenominator, float scale) {
        float[] values = scores.load(block);
        float[] d = dScores.load(block);
        for (int row = 0; row < block.rows(); row++) {
            shift(values, block, row, denominators.get(firstDenominator + row));
        }
        rows.exp(values, block.size());
        for (int row = 0; row < block.rows(); row++) {
            scale(values, block, row, 1);
            int from = block.start(row);
            float along = FloatRows.dot(values, d, from, block.columns());
            for (int i = from; i < from + block.columns(); i++) {
                d[i] = values[i] * (d[i] - along) * scale;
            }
        }
        scores.store(block);
        dScores.store(block);
    }

    private static void shift(float[] values, Block block, int row, float by) {
        int from = block.start(row);
        int visible = from + block.visible(row);
        for (int i = from; i < visible; i++) {
            values[i] -= by;
        }
        Arrays.fill(values, visible, from + block.columns(), MASKED);
    }

    private static void scale(float[] values, Block block, int row, float by) {
        int from = block.start(row);
        int visible = from + block.visible(row);
        for (int i = from; i < visible; i++) {
            values[i] *= by;
        }
        Arrays.fill(values, visible, from + block.columns(), 0);
    }

    private static void multiply(
            Matrix a,
            boolean transposeA,
            Matrix b,
            boolean transposeB,
            Matrix c,
            ProductSize size,
            float alpha,
            float beta) {
        cblas_sgemm(
                CblasRowMajor,
                transposeA ? CblasTrans : CblasNoTrans,
                transposeB ? CblasTrans : CblasNoTrans,
                size.height(),
                size.breadth(),
                size.depth(),
                alpha,
                a.first(),
                a.stride(),
                b.first(),
                b.stride(),
                beta,
                c.first(),
                c.stride());
    }

    private void reserve(int time) {
        if (scores.capacity() < BLOCK * time) {
            scores = new Square(BLOCK * time);
            dScores = new Square(BLOCK * time);
        }
    }

    /** A part of a larger row-major matrix. */
    private record Matrix(FloatPointer first, int stride) {
        private Matrix from(int row) {
            return new Matrix(at(first, (long) row * stride), stride);
        }
    }

    /** The sizes of a product: result and inner dimension. */
    private record ProductSize(int height, int breadth, int depth) {}

    /** One head of one sequence. */
    private record Head(AttentionShape shape, int index) {
        private Matrix part(INDArray array, int part) {
            int sequence = index / shape.heads();
            int head = index % shape.heads();
            int stride = array.columns();
            long offset = (long) sequence * shape.time() * stride
                    + (long) part * shape.width()
                    + (long) head * shape.headWidth();
            return new Matrix(at(OffHeap.pointer(array), offset), stride);
        }
    }

    /** Some queries and all keys up to the last of them. */
    private record Block(int first, int rows) {
        private int columns() {
            return first + rows;
        }

        private int size() {
            return rows * columns();
        }

        private int start(int row) {
            return row * columns();
        }

        private int visible(int row) {
            return first + row + 1;
        }

        private ProductSize scores(AttentionShape shape) {
            return new ProductSize(rows, columns(), shape.headWidth());
        }

        private ProductSize results(AttentionShape shape) {
            return new ProductSize(rows, shape.headWidth(), columns());
        }

        private ProductSize seen(AttentionShape shape) {
            return new ProductSize(columns(), shape.headWidth(), rows);
        }
    }

    /** Scores of one block, in memory that BLAS sees and in an array that the loops work on. */
    private static final class Square {
        private final FloatBuffer memory;
        private final FloatPointer pointer;
        private final float[] array;

        private Square(int capacity) {
            memory = ByteBuffer.allocateDirect(Math.multiplyExact(capacity, Float.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            pointer = new FloatPointer(memory);
            array = new float[capacity];
        }

        private int capacity() {
            return array.length;
        }

        private Matrix matrix(Block block) {
            return new Matrix(pointer, block.columns());
        }

        private float[] load(Block block) {
            memory.get(0, array, 0, block.size());
            return array;
        }

        private void store(Block block) {
            memory.put(0, array, 0, block.size());
        }
    }

    private static FloatPointer at(FloatPointer from, long elements) {
        return new FloatPointer(from).position(from.position() + elements);
    }
}
