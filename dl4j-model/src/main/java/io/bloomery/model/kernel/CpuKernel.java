package io.bloomery.model.kernel;

import io.bloomery.model.spec.GptSpec;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arithmetic for a CPU: matrix products by ND4J, everything else in loops over the arrays' memory, a row at a time.
 *
 * <p>A row is copied to the heap, worked on there and copied back: the JIT compiler vectorizes loops over float arrays but
 * not over buffers, and a row stays in the first-level cache.
 */
final class CpuKernel implements Kernel {

    static final String NAME = "cpu";

    /** Operations without rows take this many floats at a time. */
    private static final int CHUNK = 2048;

    private static final float GELU_LINEAR = (float) (-2 * Math.sqrt(2 / Math.PI));
    private static final float GELU_CUBIC = (float) (-2 * Math.sqrt(2 / Math.PI) * 0.044715);

    private final FloatRows rows = new FloatRows();
    private final CpuAttention attention = new CpuAttention(rows);
    private float[] first = new float[CHUNK];
    private float[] second = new float[CHUNK];
    private float[] third = new float[CHUNK];

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void multiply(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, boolean accumulate) {
        Nd4jProducts.multiply(a, transposeA, b, transposeB, c, accumulate);
    }

    @Override
    public void addBias(INDArray x, INDArray bias) {
        int width = x.columns();
        reserve(width);
        float[] biases = heap(bias);
        float[] row = first;
        FloatBuffer xs = OffHeap.buffer(x);
        for (int at = 0; at < xs.capacity(); at += width) {
            xs.get(at, row, 0, width);
            for (int i = 0; i < width; i++) {
                row[i] += biases[i];
            }
            xs.put(at, row, 0, width);
        }
    }

    @Override
    public void biasGradient(INDArray dY, INDArray dBias) {
        int width = dY.columns();
        reserve(width);
        float[] sums = new float[width];
        float[] row = first;
        FloatBuffer dYs = OffHeap.buffer(dY);
        for (int at = 0; at < dYs.capacity(); at += width) {
            dYs.get(at, row, 0, width);
            for (int i = 0; i < width; i++) {
                sums[i] += row[i];
            }
        }
        OffHeap.buffer(dBias).put(0, sums);
    }

    @Override
    public void add(INDArray a, INDArray b, INDArray sum) {
        FloatBuffer as = OffHeap.buffer(a);
        FloatBuffer bs = OffHeap.buffer(b);
        FloatBuffer sums = OffHeap.buffer(sum);
        float[] left = first;
        float[] right = second;
        for (int at = 0; at < as.capacity(); at += CHUNK) {
            int count = Math.min(CHUNK, as.capacity() - at);
            as.get(at, left, 0, count);
            bs.get(at, right, 0, count);
            for (int i = 0; i < count; i++) {
                left[i] += right[i];
            }
            sums.put(at, left, 0, count);
        }
    }

    @Override
    public void layerNorm(
            INDArray x, INDArray gain, INDArray bias, INDArray y, INDArray mean, INDArray inverseDeviation) {
        int width = x.columns();
        reserve(width);
        float[] gains = heap(gain);
        float[] biases = heap(bias);
        float[] row = first;
        FloatBuffer xs = OffHeap.buffer(x);
        FloatBuffer ys = OffHeap.buffer(y);
        FloatBuffer means = OffHeap.buffer(mean);
        FloatBuffer inverses = OffHeap.buffer(inverseDeviation);
        for (int n = 0; n < x.rows(); n++) {
            xs.get(n * width, row, 0, width);
            float average = FloatRows.sum(row, 0, width) / width;
            for (int i = 0; i < width; i++) {
                row[i] -= average;
            }
            float variance = FloatRows.dot(row, row, 0, width) / width;
            float inverse = (float) (1 / Math.sqrt(variance + GptSpec.LAYER_NORM_EPSILON));
            for (int i = 0; i < width; i++) {
                row[i] = row[i] * inverse * gains[i] + biases[i];
            }
            ys.put(n * width, row, 0, width);
            means.put(n, average);
            inverses.put(n, inverse);
        }
    }

    @Override
    public void layerNormGradient(
            INDArray dY,
            INDArray x,
            INDArray gain,
            INDArray mean,
            INDArray inverseDeviation,
            INDArray dX,
            INDArray dGain,
            INDArray dBias) {
        int width = x.columns();
        reserve(width);
        float[] gains = heap(gain);
        float[] dGains = new float[width];
        float[] dBiases = new float[width];
        float[] normalized = first;
        float[] d = second;
        float[] result = third;
        FloatBuffer dYs = OffHeap.buffer(dY);
        FloatBuffer xs = OffHeap.buffer(x);
        FloatBuffer dXs = OffHeap.buffer(dX);
        FloatBuffer means = OffHeap.buffer(mean);
        FloatBuffer inverses = OffHeap.buffer(inverseDeviation);
        for (int n = 0; n < x.rows(); n++) {
            xs.get(n * width, normalized, 0, width);
            dYs.get(n * width, d, 0, width);
            dXs.get(n * width, result, 0, width);
            float average = means.get(n);
            float inverse = inverses.get(n);
            for (int i = 0; i < width; i++) {
                float value = (normalized[i] - average) * inverse;
                normalized[i] = value;
                dGains[i] += d[i] * value;
                dBiases[i] += d[i];
                d[i] *= gains[i];
            }
            float meanD = FloatRows.sum(d, 0, width) / width;
            float along = FloatRows.dot(d, normalized, 0, width) / width;
            for (int i = 0; i < width; i++) {
                result[i] += (d[i] - meanD - normalized[i] * along) * inverse;
            }
            dXs.put(n * width, result, 0, width);
        }
        OffHeap.buffer(dGain).put(0, dGains);
        OffHeap.buffer(dBias).put(0, dBiases);
    }

    @Override
    public void gelu(INDArray x, INDArray y) {
        FloatBuffer xs = OffHeap.buffer(x);
        FloatBuffer ys = OffHeap.buffer(y);
        float[] values = first;
        float[] exponentials = second;
        for (int at = 0; at < xs.capacity(); at += CHUNK) {
            int count = Math.min(CHUNK, xs.capacity() - at);
            xs.get(at, values, 0, count);
            geluExponentials(values, exponentials, count);
            for (int i = 0; i < count; i++) {
                values[i] /= 1 + exponentials[i];
            }
            ys.put(at, values, 0, count);
        }
    }

    @Override
    public void geluGradient(INDArray dY, INDArray x, INDArray dX) {
        FloatBuffer dYs = OffHeap.buffer(dY);
        FloatBuffer xs = OffHeap.buffer(x);
        FloatBuffer dXs = OffHeap.buffer(dX);
        float[] values = first;
        float[] exponentials = second;
        float[] d = third;
        for (int at = 0; at < xs.capacity(); at += CHUNK) {
            int count = Math.min(CHUNK, xs.capacity() - at);
            xs.get(at, values, 0, count);
            dYs.get(at, d, 0, count);
            geluExponentials(values, exponentials, count);
            for (int i = 0; i < count; i++) {
                float value = values[i];
                float sigmoid = 1 / (1 + exponentials[i]);
                float slope = -(GELU_LINEAR + 3 * GELU_CUBIC * value * value);
                d[i] *= sigmoid + value * sigmoid * (1 - sigmoid) * slope;
            }
            dXs.put(at, d, 0, count);
        }
    }

    @Override
    public void attention(INDArray qkv, AttentionShape shape, INDArray y, INDArray logSumExp) {
        attention.forward(qkv, shape, y, logSumExp);
    }

    @Override
    public void attentionGradient(INDArray dY, INDArray qkv, AttentionShape shape, INDArray logSumExp, INDArray dQkv) {
        attention.backward(dY, qkv, shape, logSumExp, dQkv);
    }

    @Override
    public void embedding(int[] ids, int time, INDArray tokens, INDArray positions, INDArray y) {
        int width = y.columns();
        reserve(width);
        float[] row = first;
        float[] position = second;
        FloatBuffer table = OffHeap.buffer(tokens);
        FloatBuffer places = OffHeap.buffer(positions);
        FloatBuffer ys = OffHeap.buffer(y);
        for (int n = 0; n < ids.length; n++) {
            table.get(ids[n] * width, row, 0, width);
            places.get(n % time * width, position, 0, width);
            for (int i = 0; i < width; i++) {
                row[i] += position[i];
            }
            ys.put(n * width, row, 0, width);
        }
    }

    @Override
    public void embeddingGradient(int[] ids, int time, INDArray dY, INDArray dTokens, INDArray dPositions) {
        int width = dY.columns();
        reserve(width);
        dPositions.assign(0);
        float[] d = first;
        FloatBuffer dYs = OffHeap.buffer(dY);
        FloatBuffer table = OffHeap.buffer(dTokens);
        FloatBuffer places = OffHeap.buffer(dPositions);
        for (int n = 0; n < ids.length; n++) {
            dYs.get(n * width, d, 0, width);
            addTo(table, ids[n] * width, d, width);
            addTo(places, n % time * width, d, width);
        }
    }

    @Override
    public double crossEntropy(INDArray logits, int[] targets, int firstTarget) {
        int width = logits.columns();
        reserve(width);
        FloatBuffer all = OffHeap.buffer(logits);
        double loss = 0;
        for (int n = 0; n < logits.rows(); n++) {
            int target = targets[firstTarget + n];
            if (target >= 0) {
                all.get(n * width, first, 0, width);
                loss -= first[target];
                float max = exponentials(width);
                loss += max + Math.log(FloatRows.sum(first, 0, width));
            }
        }
        return loss;
    }

    @Override
    public double crossEntropyGradient(INDArray logits, int[] targets, int firstTarget, float scale) {
        int width = logits.columns();
        reserve(width);
        FloatBuffer all = OffHeap.buffer(logits);
        double loss = 0;
        for (int n = 0; n < logits.rows(); n++) {
            int target = targets[firstTarget + n];
            if (target >= 0) {
                all.get(n * width, first, 0, width);
                loss -= first[target];
                float max = exponentials(width);
                float sum = FloatRows.sum(first, 0, width);
                loss += max + Math.log(sum);
                multiply(first, scale / sum, width);
                first[target] -= scale;
            } else {
                Arrays.fill(first, 0, width, 0);
            }
            all.put(n * width, first, 0, width);
        }
        return loss;
    }

    /** Turns the first row into exponentials of the distances to its maximum, which is returned. */
    private float exponentials(int width) {
        float[] row = first;
        float max = FloatRows.max(row, 0, width);
        for (int i = 0; i < width; i++) {
            row[i] -= max;
        }
        rows.exp(row, width);
        return max;
    }

    /** exp of minus twice the argument of GELU's tanh, so that {@code gelu(x) = x / (1 + this)}. */
    private void geluExponentials(float[] x, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = x[i] * (GELU_LINEAR + GELU_CUBIC * x[i] * x[i]);
        }
        rows.exp(result, count);
    }

    private void addTo(FloatBuffer sums, int at, float[] row, int width) {
        float[] sum = second;
        sums.get(at, sum, 0, width);
        for (int i = 0; i < width; i++) {
            sum[i] += row[i];
        }
        sums.put(at, sum, 0, width);
    }

    private static void multiply(float[] row, float factor, int width) {
        for (int i = 0; i < width; i++) {
            row[i] *= factor;
        }
    }

    private static float[] heap(INDArray vector) {
        float[] copy = new float[Math.toIntExact(vector.length())];
        OffHeap.buffer(vector).get(0, copy);
        return copy;
    }

    private void reserve(int width) {
        if (first.length < width) {
            first = new float[width];
            second = new float[width];
            third = new float[width];
        }
    }
}
