package io.bloomery.model.kernel;

import java.util.function.DoubleSupplier;
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
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate) {
        Nd4jProducts.multiply(a.array(), transposeA, b.array(), transposeB, c.array(), accumulate);
    }

    @Override
    public void linear(Tensor x, Linear linear, Tensor y) {
        multiply(x, false, linear.weight(), linear.transposed(), y, false);
        linear.bias().ifPresent(bias -> y.array().addiRowVector(bias.array()));
    }

    @Override
    public void linearGradient(Tensor dY, Tensor x, Linear linear, Tensor dX, Linear gradient) {
        multiply(dY, false, linear.weight(), !linear.transposed(), dX, false);
        Tensor dWeight = gradient.weight();
        if (linear.transposed()) {
            multiply(dY, true, x, false, dWeight, false);
        } else {
            multiply(x, true, dY, false, dWeight, false);
        }
        gradient.bias().ifPresent(dBias -> dBias.array().assign(dY.array().sum(0)));
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor sum) {
        a.array().addi(b.array(), sum.array());
    }

    @Override
    public void fill(Tensor x, float value) {
        x.array().assign(value);
    }

    @Override
    public void norm(Tensor input, Norm norm, Tensor y, Norm.Statistics statistics) {
        INDArray x = input.array();
        INDArray center = statistics.center().array();
        center.assign(norm.centered() ? x.mean(1) : Nd4j.zeros(DataType.FLOAT, x.size(0))); // [N]
        INDArray centered = x.subColumnVector(column(center)); // [N, C]
        INDArray square = centered.mul(centered).mean(1); // [N]
        INDArray factor = statistics.factor().array();
        factor.assign(Transforms.pow(square.addi(norm.epsilon()), -0.5));
        centered.muliColumnVector(column(factor)).muliRowVector(norm.gain().array());
        norm.bias().ifPresent(bias -> centered.addiRowVector(bias.array()));
        y.array().assign(centered);
    }

    @Override
    public void normGradient(Tensor output, Tensor x, Norm norm, Norm.Statistics statistics, Tensor dX, Norm gradient) {
        INDArray dY = output.array();
        INDArray factor = column(statistics.factor().array());
        INDArray normalized =
                x.array().subColumnVector(column(statistics.center().array())).muliColumnVector(factor); // [N, C]
        gradient.bias().ifPresent(dBias -> dBias.array().assign(dY.sum(0)));
        gradient.gain().array().assign(dY.mul(normalized).sum(0));
        INDArray scaled = dY.mulRowVector(norm.gain().array()); // [N, C]
        INDArray along = scaled.mul(normalized).mean(1); // [N]
        if (norm.centered()) {
            scaled.subiColumnVector(column(scaled.mean(1)));
        }
        scaled.subi(normalized.muliColumnVector(column(along)));
        dX.array().addi(scaled.muliColumnVector(factor));
    }

    @Override
    public void gelu(Tensor x, Tensor y) {
        y.array().assign(geluTanh(x.array()).addi(1).muli(x.array()).muli(0.5));
    }

    @Override
    public void geluGradient(Tensor dY, Tensor input, Tensor dX) {
        INDArray x = input.array();
        INDArray tanh = geluTanh(x); // [N, C]
        INDArray slope = x.mul(x).muli(3 * GELU_CUBE).addi(1).muli(GELU_SLOPE); // of the argument of tanh
        INDArray second = tanh.mul(tanh).rsubi(1).muli(slope).muli(x);
        dX.array().assign(tanh.addi(1).addi(second).muli(0.5).muli(dY.array()));
    }

    @Override
    public void swiGlu(Tensor x, Tensor y) {
        INDArray gate = columns(x.array(), 0, y.columns()).dup('c');
        INDArray up = columns(x.array(), y.columns(), y.columns());
        y.array().assign(Transforms.sigmoid(gate, true).muli(gate).muli(up));
    }

    @Override
    public void swiGluGradient(Tensor dY, Tensor x, Tensor dX) {
        int width = dY.columns();
        INDArray gate = columns(x.array(), 0, width).dup('c'); // [N, F]
        INDArray up = columns(x.array(), width, width).dup('c');
        INDArray sigmoid = Transforms.sigmoid(gate, true);
        INDArray silu = sigmoid.mul(gate);
        INDArray slope = sigmoid.rsub(1).muli(silu).addi(sigmoid);
        columns(dX.array(), 0, width).assign(slope.muli(up).muli(dY.array()));
        columns(dX.array(), width, width).assign(silu.muli(dY.array()));
    }

    @Override
    public void rotate(Tensor qkv, AttentionShape shape, Rotary rotary, int[] positions, boolean back) {
        INDArray cosine = gather(rotary.cosine().array(), positions); // [N, D/2]
        INDArray sine = gather(rotary.sine().array(), positions).muli(back ? -1 : 1);
        int half = shape.headWidth() / 2;
        for (int head = 0; head < shape.heads() + shape.keyValueHeads(); head++) {
            long from = (long) head * shape.headWidth();
            INDArray first = columns(qkv.array(), from, half);
            INDArray second = columns(qkv.array(), from + half, half);
            INDArray before = first.dup('c');
            INDArray after = second.dup('c');
            first.assign(before.mul(cosine).subi(after.mul(sine)));
            second.assign(after.mul(cosine).addi(before.mul(sine)));
        }
    }

    @Override
    public void attention(Tensor qkv, AttentionShape shape, Tensor y, Tensor logSumExp) {
        attention(qkv, shape, Dropout.NONE, y, logSumExp);
    }

    @Override
    public void attention(Tensor qkv, AttentionShape shape, Dropout dropout, Tensor y, Tensor logSumExp) {
        INDArray probabilities = scores(qkv.array(), shape); // [B*H*T, T]
        INDArray denominators = softmax(probabilities);
        logSumExp.array().assign(denominators.reshape(logSumExp.array().shape()));
        drop(probabilities, dropout, shape.probabilityStride());
        INDArray values = keyValueHeads(qkv.array(), 1, shape);
        INDArray result = product(square(probabilities, shape), false, values, false); // [B*H, T, D]
        y.array().assign(rows(result, shape));
    }

    @Override
    public void attentionGradient(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Tensor logSumExp, Tensor dQkv) {
        attentionGradient(dY, y, qkv, shape, Dropout.NONE, logSumExp, dQkv);
    }

    @Override
    public void attentionGradient(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Dropout dropout, Tensor logSumExp, Tensor dQkv) {
        INDArray scores = scores(qkv.array(), shape); // [B*H*T, T]
        INDArray probabilities = Transforms.exp(scores.subiColumnVector(column(logSumExp.array())), false);
        INDArray dResult = heads(dY.array(), 0, shape.heads(), shape); // [B*H, T, D]
        INDArray dScores = product(dResult, false, keyValueHeads(qkv.array(), 1, shape), true)
                .reshape(scores.shape());
        drop(dScores, dropout, shape.probabilityStride());
        INDArray along = column(dScores.mul(probabilities).sum(1));
        dScores.subiColumnVector(along).muli(probabilities).muli(shape.scale());
        drop(probabilities, dropout, shape.probabilityStride());
        INDArray dQueries = product(square(dScores, shape), false, keyValueHeads(qkv.array(), 0, shape), false);
        INDArray dKeys = product(square(dScores, shape), true, heads(qkv.array(), 0, shape.heads(), shape), false);
        INDArray dValues = product(square(probabilities, shape), true, dResult, false);
        columns(dQkv.array(), 0, shape.width()).assign(rows(dQueries, shape));
        columns(dQkv.array(), shape.width(), shape.keyValueWidth()).assign(sharedRows(dKeys, shape));
        columns(dQkv.array(), shape.width() + shape.keyValueWidth(), shape.keyValueWidth())
                .assign(sharedRows(dValues, shape));
    }

    @Override
    public void dropout(Tensor x, Dropout dropout, Tensor y) {
        if (y.array() != x.array()) {
            y.array().assign(x.array());
        }
        drop(y.array().reshape(1, y.length()), dropout, 0);
    }

    /** Drops elements of a matrix whose rows begin at multiples of a stride, as {@link Dropout} counts. */
    private static void drop(INDArray matrix, Dropout dropout, int stride) {
        if (dropout.isNone()) {
            return;
        }
        int columns = Math.toIntExact(matrix.size(1));
        float[] all = new float[Math.toIntExact(matrix.length())];
        float[] factors = new float[Dropout.BLOCK];
        for (int row = 0; row < matrix.size(0); row++) {
            for (int column = 0; column < columns; column++) {
                if (column % Dropout.BLOCK == 0) {
                    dropout.factors(((long) row * stride + column) / Dropout.BLOCK, factors);
                }
                all[row * columns + column] = factors[column % Dropout.BLOCK];
            }
        }
        matrix.muli(Nd4j.createFromArray(all).reshape(matrix.shape()));
    }

    @Override
    public void cachedAttention(Tensor qkv, AttentionShape shape, Tensor keys, Tensor values, int past, Tensor y) {
        int width = shape.keyValueWidth();
        keys.rows(past, shape.time()).array().assign(columns(qkv.array(), shape.width(), width));
        values.rows(past, shape.time()).array().assign(columns(qkv.array(), shape.width() + width, width));
        INDArray mask = mask(past + shape.time()).get(NDArrayIndex.interval(past, past + shape.time()));
        for (int head = 0; head < shape.heads(); head++) {
            long at = (long) head * shape.headWidth();
            long shared = (long) (head / shape.group()) * shape.headWidth();
            INDArray key = columns(keys.rows(0, past + shape.time()).array(), shared, shape.headWidth());
            INDArray value = columns(values.rows(0, past + shape.time()).array(), shared, shape.headWidth());
            INDArray scores =
                    product(columns(qkv.array(), at, shape.headWidth()).dup('c'), false, key.dup('c'), true);
            scores.muli(shape.scale()).addi(mask);
            softmax(scores);
            columns(y.array(), at, shape.headWidth()).assign(product(scores, false, value.dup('c'), false));
        }
    }

    @Override
    public void gather(int[] ids, Tensor table, Tensor y, boolean accumulate) {
        INDArray rows = gather(table.array(), ids);
        if (accumulate) {
            y.array().addi(rows);
        } else {
            y.array().assign(rows);
        }
    }

    @Override
    public void scatterAdd(int[] ids, Tensor dY, Tensor dTable) {
        scatterAdd(dTable.array(), ids, dY.array());
    }

    @Override
    public DoubleSupplier crossEntropy(Tensor tensor, int[] targets, int first) {
        INDArray logits = tensor.array();
        INDArray max = column(logits.max(1)); // [n, 1]
        INDArray sum = column(Transforms.exp(logits.subColumnVector(max), false).sum(1));
        double loss = lossSum(logits, max, sum, targets, first);
        return () -> loss;
    }

    @Override
    public DoubleSupplier crossEntropyGradient(Tensor tensor, int[] targets, int first, float scale) {
        return crossEntropyGradient(tensor, targets, first, scale, 0);
    }

    @Override
    public DoubleSupplier crossEntropyGradient(Tensor tensor, int[] targets, int first, float scale, float smoothing) {
        INDArray logits = tensor.array();
        INDArray counted = column(weights(targets, first, tensor.rows())); // [n, 1]
        double overTarget = smoothing == 0
                ? 0
                : excess(logits, targets, first).mul(counted).sumNumber().doubleValue();
        INDArray max = column(logits.max(1)); // [n, 1]
        INDArray exponentials = Transforms.exp(logits.subColumnVector(max), true); // [n, V]
        INDArray sum = column(exponentials.sum(1));
        double loss = lossSum(logits, max, sum, targets, first) + smoothing * overTarget;
        INDArray weights = counted.mul(scale);
        logits.assign(exponentials
                .diviColumnVector(sum)
                .subi(smoothing / tensor.columns())
                .muliColumnVector(weights));
        scatterAdd(
                logits.reshape(logits.length()),
                targetIndices(logits, targets, first),
                weights.mul(smoothing - 1).reshape(weights.length()));
        return () -> loss;
    }

    /** By how much the logit of the target exceeds the mean of its row: [n, 1]. */
    private static INDArray excess(INDArray logits, int[] targets, int first) {
        INDArray atTarget = gather(logits.reshape(logits.length()), targetIndices(logits, targets, first));
        return column(atTarget).sub(column(logits.mean(1)));
    }

    @Override
    public double squares(Tensor x) {
        double norm = x.array().norm2Number().doubleValue();
        return norm * norm;
    }

    @Override
    public void adamW(Tensor parameters, Tensor gradient, Tensor mean, Tensor square, AdamWStep step) {
        INDArray g = gradient.array().mul(step.gradientFactor());
        INDArray m = mean.array();
        INDArray v = square.array();
        m.muli(step.beta1()).addi(g.mul(1 - step.beta1()));
        v.muli(step.beta2()).addi(g.mul(g).muli(1 - step.beta2()));
        INDArray root = Transforms.sqrt(v, true).muli(step.rootFactor()).addi(step.epsilon());
        parameters.array().muli(step.keep()).subi(m.div(root).muli(step.rate()));
    }

    /** Turns scores into probabilities and gives the logarithm of each row's denominator. */
    private static INDArray softmax(INDArray scores) {
        INDArray max = column(scores.max(1));
        Transforms.exp(scores.subiColumnVector(max), false);
        INDArray sum = column(scores.sum(1));
        scores.diviColumnVector(sum);
        return Transforms.log(sum).addi(max);
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
        INDArray queries = heads(qkv, 0, shape.heads(), shape);
        INDArray scores = product(queries, false, keyValueHeads(qkv, 0, shape), true); // [B*H, T, T]
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

    /** Some columns of all rows, as a view. */
    private static INDArray columns(INDArray x, long first, long count) {
        return x.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + count));
    }

    /** A copy of some columns with the head as the slow dimension: [B*heads, T, D]. */
    private static INDArray heads(INDArray rows, long firstColumn, int heads, AttentionShape shape) {
        return columns(rows, firstColumn, (long) heads * shape.headWidth())
                .dup('c')
                .reshape(shape.batch(), shape.time(), heads, shape.headWidth())
                .permute(0, 2, 1, 3)
                .dup('c')
                .reshape((long) shape.batch() * heads, shape.time(), shape.headWidth());
    }

    /** A copy of the keys, part 0, or the values, part 1, for each head of queries: [B*H, T, D]. */
    private static INDArray keyValueHeads(INDArray qkv, int part, AttentionShape shape) {
        long firstColumn = shape.width() + (long) part * shape.keyValueWidth();
        INDArray own = heads(qkv, firstColumn, shape.keyValueHeads(), shape); // [B*K, T, D]
        int[] shared = IntStream.range(0, shape.batch() * shape.heads())
                .map(head -> head / shape.group())
                .toArray();
        return gather(own, shared);
    }

    /** The reverse of {@link #heads}: [N, heads*D] from [B*heads, T, D]. */
    private static INDArray rows(INDArray heads, AttentionShape shape) {
        long count = heads.size(0) / shape.batch();
        return heads.reshape(shape.batch(), count, shape.time(), shape.headWidth())
                .permute(0, 2, 1, 3)
                .dup('c')
                .reshape(shape.rows(), count * shape.headWidth());
    }

    /** The reverse of {@link #keyValueHeads}, adding up the heads that share keys and values. */
    private static INDArray sharedRows(INDArray heads, AttentionShape shape) {
        INDArray sum = heads.reshape(
                        (long) shape.batch() * shape.keyValueHeads(), shape.group(), shape.time(), shape.headWidth())
                .sum(1);
        return rows(sum, shape);
    }

    private static INDArray product(INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
        int last = a.rank() - 1;
        long[] shape = a.shape().clone();
        shape[last - 1] = a.size(transposeA ? last : last - 1);
        shape[last] = b.size(transposeB ? last - 1 : last);
        INDArray c = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
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
