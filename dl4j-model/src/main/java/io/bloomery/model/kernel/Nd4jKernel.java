package io.bloomery.model.kernel;

import io.bloomery.model.spec.GptSpec;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Arithmetic in ND4J operations only, so it runs wherever ND4J does; the reference for the others, and not fast on a CPU.
 *
 * <p>ND4J's own LayerNorm has no epsilon and its precise GELU cubes the wrong factor, so both are spelled out here.
 */
final class Nd4jKernel implements Kernel {

    static final String NAME = "nd4j";

    private static final double GELU_CUBE = 0.044715;
    private static final double GELU_SLOPE = Math.sqrt(2 / Math.PI);
    private static final double MASKED = -1e30;

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
        x.addiRowVector(bias);
    }

    @Override
    public void biasGradient(INDArray dY, INDArray dBias) {
        dBias.assign(dY.sum(0));
    }

    @Override
    public void add(INDArray a, INDArray b, INDArray sum) {
        a.addi(b, sum);
    }

    @Override
    public void layerNorm(
            INDArray x, INDArray gain, INDArray bias, INDArray y, INDArray mean, INDArray inverseDeviation) {
        mean.assign(x.mean(1)); // [N]
        INDArray centered = x.subColumnVector(column(mean)); // [N, C]
        INDArray variance = centered.mul(centered).mean(1); // [N]
        inverseDeviation.assign(Transforms.pow(variance.addi(GptSpec.LAYER_NORM_EPSILON), -0.5));
        y.assign(centered.muliColumnVector(column(inverseDeviation))
                .muliRowVector(gain)
                .addiRowVector(bias));
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
        INDArray normalized = x.subColumnVector(column(mean)).muliColumnVector(column(inverseDeviation)); // [N, C]
        dBias.assign(dY.sum(0));
        dGain.assign(dY.mul(normalized).sum(0));
        INDArray scaled = dY.mulRowVector(gain); // [N, C]
        INDArray along = scaled.mul(normalized).mean(1); // [N]
        INDArray centered = scaled.subColumnVector(column(scaled.mean(1))); // [N, C]
        dX.addi(centered.subi(normalized.muliColumnVector(column(along))).muliColumnVector(column(inverseDeviation)));
    }

    @Override
    public void gelu(INDArray x, INDArray y) {
        y.assign(geluTanh(x).addi(1).muli(x).muli(0.5));
    }

    @Override
    public void geluGradient(INDArray dY, INDArray x, INDArray dX) {
        INDArray tanh = geluTanh(x); // [N, C]
        INDArray slope = x.mul(x).muli(3 * GELU_CUBE).addi(1).muli(GELU_SLOPE); // of the argument of tanh
        INDArray second = tanh.mul(tanh).rsubi(1).muli(slope).muli(x);
        dX.assign(tanh.addi(1).addi(second).muli(0.5).muli(dY));
    }

    @Override
    public void attention(INDArray qkv, AttentionShape shape, INDArray y, INDArray logSumExp) {
        INDArray scores = scores(qkv, shape); // [B*H*T, T]
        INDArray max = column(scores.max(1));
        INDArray probabilities = Transforms.exp(scores.subiColumnVector(max), false);
        INDArray sum = column(probabilities.sum(1));
        logSumExp.assign(Transforms.log(sum).addi(max).reshape(logSumExp.shape()));
        probabilities.diviColumnVector(sum);
        INDArray result = product(square(probabilities, shape), false, head(qkv, 2, shape), false); // [B*H, T, D]
        y.assign(rows(result, shape));
    }

    @Override
    public void attentionGradient(INDArray dY, INDArray qkv, AttentionShape shape, INDArray logSumExp, INDArray dQkv) {
        INDArray scores = scores(qkv, shape); // [B*H*T, T]
        INDArray probabilities = Transforms.exp(scores.subiColumnVector(column(logSumExp)), false);
        INDArray dResult = head(dY, 0, shape); // [B*H, T, D]
        INDArray dScores = product(dResult, false, head(qkv, 2, shape), true).reshape(scores.shape());
        INDArray along = column(dScores.mul(probabilities).sum(1));
        dScores.subiColumnVector(along).muli(probabilities).muli(shape.scale());
        INDArray dQueries = product(square(dScores, shape), false, head(qkv, 1, shape), false);
        INDArray dKeys = product(square(dScores, shape), true, head(qkv, 0, shape), false);
        INDArray dValues = product(square(probabilities, shape), true, dResult, false);
        part(dQkv, 0, shape).assign(rows(dQueries, shape));
        part(dQkv, 1, shape).assign(rows(dKeys, shape));
        part(dQkv, 2, shape).assign(rows(dValues, shape));
    }

    @Override
    public void embedding(int[] ids, int time, INDArray tokens, INDArray positions, INDArray y) {
        y.assign(gather(tokens, ids));
        INDArray used = Rows.of(positions, 0, time); // [T, C]
        for (int first = 0; first < ids.length; first += time) {
            Rows.of(y, first, time).addi(used);
        }
    }

    @Override
    public void embeddingGradient(int[] ids, int time, INDArray dY, INDArray dTokens, INDArray dPositions) {
        scatterAdd(dTokens, ids, dY);
        dPositions.assign(0);
        INDArray used = Rows.of(dPositions, 0, time); // [T, C]
        for (int first = 0; first < ids.length; first += time) {
            used.addi(Rows.of(dY, first, time));
        }
    }

    @Override
    public double crossEntropy(INDArray logits, int[] targets, int first) {
        INDArray max = column(logits.max(1)); // [n, 1]
        INDArray sum = column(Transforms.exp(logits.subColumnVector(max), false).sum(1));
        return lossSum(logits, max, sum, targets, first);
    }

    @Override
    public double crossEntropyGradient(INDArray logits, int[] targets, int first, float scale) {
        INDArray max = column(logits.max(1)); // [n, 1]
        INDArray exponentials = Transforms.exp(logits.subColumnVector(max), true); // [n, V]
        INDArray sum = column(exponentials.sum(1));
        double loss = lossSum(logits, max, sum, targets, first);
        INDArray weights = column(weights(targets, first, logits.rows())).muli(scale);
        logits.assign(exponentials.diviColumnVector(sum).muliColumnVector(weights));
        scatterAdd(
                logits.reshape(logits.length()),
                targetIndices(logits, targets, first),
                weights.neg().reshape(weights.length()));
        return loss;
    }

    private static double lossSum(INDArray logits, INDArray max, INDArray sum, int[] targets, int first) {
        INDArray atTarget = gather(logits.reshape(logits.length()), targetIndices(logits, targets, first)); // [n]
        INDArray losses =
                Transforms.log(sum).addi(max).reshape(atTarget.length()).subi(atTarget);
        return losses.muli(weights(targets, first, logits.rows())).sumNumber().doubleValue();
    }

    /** 1 for rows that count and 0 for the others. */
    private static INDArray weights(int[] targets, int first, int rows) {
        float[] weights = new float[rows];
        for (int row = 0; row < rows; row++) {
            weights[row] = targets[first + row] >= 0 ? 1 : 0;
        }
        return Nd4j.createFromArray(weights);
    }

    /** Where the targets' logits lie in the flattened logits; rows that do not count point at their first. */
    private static int[] targetIndices(INDArray logits, int[] targets, int first) {
        int columns = logits.columns();
        return IntStream.range(0, logits.rows())
                .map(row -> row * columns + Math.max(0, targets[first + row]))
                .toArray();
    }

    private static INDArray geluTanh(INDArray x) {
        INDArray argument = x.mul(x).muli(GELU_CUBE).addi(1).muli(x).muli(GELU_SLOPE);
        return Transforms.tanh(argument, false);
    }

    /** Scaled scores [B*H*T, T], with the future masked. */
    private static INDArray scores(INDArray qkv, AttentionShape shape) {
        INDArray scores = product(head(qkv, 0, shape), false, head(qkv, 1, shape), true); // [B*H, T, T]
        scores.muli(shape.scale());
        INDArray mask = mask(shape.time()); // [T, T]
        for (long i = 0; i < scores.size(0); i++) {
            scores.slice(i).addi(mask);
        }
        return scores.reshape(scores.size(0) * shape.time(), shape.time());
    }

    private static INDArray mask(int time) {
        float[][] mask = new float[time][time];
        for (int query = 0; query < time; query++) {
            for (int key = query + 1; key < time; key++) {
                mask[query][key] = (float) MASKED;
            }
        }
        return Nd4j.createFromArray(mask);
    }

    private static INDArray square(INDArray scores, AttentionShape shape) {
        return scores.reshape((long) shape.batch() * shape.heads(), shape.time(), shape.time());
    }

    /** Columns of queries, keys or values: a view [N, C]. */
    private static INDArray part(INDArray qkv, int index, AttentionShape shape) {
        long width = shape.width();
        return qkv.get(NDArrayIndex.all(), NDArrayIndex.interval(index * width, (index + 1) * width));
    }

    /** A copy of one part with the head as the slow dimension: [B*H, T, D]. */
    private static INDArray head(INDArray qkv, int index, AttentionShape shape) {
        return part(qkv, index, shape)
                .dup('c')
                .reshape(shape.batch(), shape.time(), shape.heads(), shape.headWidth())
                .permute(0, 2, 1, 3)
                .dup('c')
                .reshape((long) shape.batch() * shape.heads(), shape.time(), shape.headWidth());
    }

    /** The reverse of {@link #head}: [N, C] from [B*H, T, D]. */
    private static INDArray rows(INDArray heads, AttentionShape shape) {
        return heads.reshape(shape.batch(), shape.heads(), shape.time(), shape.headWidth())
                .permute(0, 2, 1, 3)
                .dup('c')
                .reshape(shape.rows(), shape.width());
    }

    private static INDArray product(INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
        INDArray c = Nd4j.createUninitialized(
                DataType.FLOAT, new long[] {a.size(0), a.size(transposeA ? 2 : 1), b.size(transposeB ? 1 : 2)}, 'c');
        Nd4jProducts.multiply(a, transposeA, b, transposeB, c, false);
        return c;
    }

    private static INDArray gather(INDArray from, int[] indices) {
        return Nd4j.exec(DynamicCustomOp.builder("gather")
                .addInputs(from, Nd4j.createFromArray(indices))
                .addIntegerArguments(0)
                .build())[0];
    }

    private static void scatterAdd(INDArray into, int[] indices, INDArray updates) {
        Nd4j.exec(DynamicCustomOp.builder("scatter_add")
                .addInputs(into, Nd4j.createFromArray(indices), updates)
                .addOutputs(into)
                .build());
    }

    private static INDArray column(INDArray vector) {
        return vector.reshape(vector.length(), 1);
    }
}
