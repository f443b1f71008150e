package io.bloomery.model.kernel;

import io.bloomery.model.kernel.CpuAttention.Drop;
import io.bloomery.model.kernel.CpuAttention.Head;
import io.bloomery.model.kernel.HeadProducts.Matrix;
import io.bloomery.model.kernel.Loops.NormSlope;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Arithmetic for a CPU: matrix products by oneDNN, everything else in vector loops over the tensors' memory.
 *
 * <p>Each operation is cut into parts of rows, columns or heads, one for each member of a team; no two members write to the
 * same place, so the result does not depend on which is first. Products are of one thread each: OpenMP would keep threads of
 * its own busy beside the team.
 */
final class CpuKernel implements Kernel {

    static final String NAME = "cpu";

    /** Elements that a member takes at a time begin at multiples of this many. */
    private static final int STEP = 64;

    /** Elements whose squares are summed up in float: short sums lose less to rounding. */
    private static final int PIECE = 4096;

    /** Loops count bytes in an int. */
    private static final long MAX_ELEMENTS = 1 << 28;

    private final Team team;
    private final Loops loops;
    private final Products products;
    private final List<CpuAttention> attentions;

    /** In float32 always: with each token come shapes that products in bfloat16 would have to prepare for. */
    private final List<CpuAttention> cachedAttentions;

    CpuKernel(Team team, Loops loops, Supplier<Gemm> gemm, Products products) {
        this.team = team;
        this.loops = loops;
        this.products = products;
        attentions = attentions(products::ofHead);
        cachedAttentions = attentions(() -> new Float32HeadProducts(gemm.get()));
    }

    private List<CpuAttention> attentions(Supplier<HeadProducts> ofHead) {
        return Stream.generate(() -> new CpuAttention(loops, ofHead.get()))
                .limit(team.members())
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void hold(Tensor parameters) {
        products.hold(parameters);
    }

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate) {
        products.multiply(a, transposeA, b, transposeB, c, accumulate);
    }

    @Override
    public void linear(Tensor x, Linear linear, Tensor y) {
        products.linear(x, linear, y);
    }

    @Override
    public void linearGradient(Tensor dY, Tensor x, Linear linear, Tensor dX, Linear gradient) {
        products.gradients(dY, x, linear.weight(), linear.transposed(), dX, gradient.weight(), false);
        gradient.bias().ifPresent(dBias -> sumRows(dY, dBias));
    }

    @Override
    public void headGradient(Tensor dLogits, Tensor x, Tensor head, Tensor dX, Tensor dHead, boolean accumulate) {
        products.gradients(dLogits, x, head, true, dX, dHead, accumulate);
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor sum) {
        team.range(
                elements(a),
                STEP,
                (member, from, to) -> loops.add(a.bytes(), from, b.bytes(), from, sum.bytes(), from, to - from));
    }

    @Override
    public void fill(Tensor x, float value) {
        team.range(elements(x), STEP, (member, from, to) -> loops.fill(x.bytes(), from, value, to - from));
    }

    @Override
    public void norm(Tensor x, Norm norm, Tensor y, Norm.Statistics statistics) {
        int width = x.columns();
        ByteBuffer xs = x.bytes();
        ByteBuffer ys = y.bytes();
        team.range(x.rows(), 1, (member, from, to) -> {
            for (int row = from; row < to; row++) {
                int at = row * width;
                float center = norm.centered() ? loops.sum(xs, at, width) / width : 0;
                float square = loops.squares(xs, at, center, width) / width;
                float factor = (float) (1 / Math.sqrt(square + norm.epsilon()));
                loops.normalize(xs, at, center, factor, norm.gain().bytes(), ys, at, width);
                if (norm.bias().isPresent()) {
                    loops.add(ys, at, norm.bias().orElseThrow().bytes(), 0, ys, at, width);
                }
                put(statistics.center(), row, center);
                put(statistics.factor(), row, factor);
            }
        });
    }

    @Override
    public void normGradient(Tensor dY, Tensor x, Norm norm, Norm.Statistics statistics, Tensor dX, Norm gradient) {
        int width = x.columns();
        ByteBuffer gain = norm.gain().bytes();
        team.range(x.rows(), 1, (member, from, to) -> {
            for (int row = from; row < to; row++) {
                int at = row * width;
                float center = at(statistics.center(), row);
                float factor = at(statistics.factor(), row);
                float mean = norm.centered() ? loops.dot(dY.bytes(), at, gain, 0, width) / width : 0;
                float along = loops.dot(dY.bytes(), at, gain, 0, x.bytes(), at, center, width) / width;
                NormSlope slope = new NormSlope(center, factor, mean, along * factor * factor);
                loops.addNormGradient(dY.bytes(), at, x.bytes(), at, gain, slope, dX.bytes(), at, width);
            }
        });
        gainGradient(dY, x, statistics, gradient.gain());
        gradient.bias().ifPresent(dBias -> sumRows(dY, dBias));
    }

    private void gainGradient(Tensor dY, Tensor x, Norm.Statistics statistics, Tensor dGain) {
        team.range(x.columns(), STEP, (member, from, to) -> {
            loops.fill(dGain.bytes(), from, 0, to - from);
            for (int row = 0; row < x.rows(); row++) {
                int at = row * x.columns() + from;
                float center = at(statistics.center(), row);
                float factor = at(statistics.factor(), row);
                loops.addProduct(dY.bytes(), at, x.bytes(), at, center, factor, dGain.bytes(), from, to - from);
            }
        });
    }

    @Override
    public void gelu(Tensor x, Tensor y) {
        team.range(elements(x), STEP, (member, from, to) -> loops.gelu(x.bytes(), from, y.bytes(), from, to - from));
    }

    @Override
    public void geluGradient(Tensor dY, Tensor x, Tensor dX) {
        team.range(
                elements(x),
                STEP,
                (member, from, to) ->
                        loops.geluGradient(dY.bytes(), from, x.bytes(), from, dX.bytes(), from, to - from));
    }

    @Override
    public void swiGlu(Tensor x, Tensor y) {
        int width = y.columns();
        team.range(y.rows(), 1, (member, from, to) -> {
            for (int row = from; row < to; row++) {
                int gate = row * 2 * width;
                loops.swiGlu(x.bytes(), gate, gate + width, y.bytes(), row * width, width);
            }
        });
    }

    @Override
    public void swiGluGradient(Tensor dY, Tensor x, Tensor dX) {
        int width = dY.columns();
        team.range(dY.rows(), 1, (member, from, to) -> {
            for (int row = from; row < to; row++) {
                int gate = row * 2 * width;
                loops.swiGluGradient(dY.bytes(), row * width, x.bytes(), gate, gate + width, dX.bytes(), width);
            }
        });
    }

    @Override
    public void rotate(Tensor qkv, AttentionShape shape, Rotary rotary, int[] positions, boolean back) {
        int half = shape.headWidth() / 2;
        float sign = back ? -1 : 1;
        ByteBuffer cosine = rotary.cosine().bytes();
        ByteBuffer sine = rotary.sine().bytes();
        team.range(qkv.rows(), 1, (member, from, to) -> {
            for (int row = from; row < to; row++) {
                for (int head = 0; head < shape.heads() + shape.keyValueHeads(); head++) {
                    int at = row * qkv.columns() + head * shape.headWidth();
                    loops.turn(qkv.bytes(), at, at + half, cosine, sine, positions[row] * half, sign, half);
                }
            }
        });
    }

    @Override
    public void attention(Tensor qkv, AttentionShape shape, Tensor y, Tensor logSumExp) {
        attention(qkv, shape, Dropout.NONE, y, logSumExp);
    }

    @Override
    public void attention(Tensor qkv, AttentionShape shape, Dropout dropout, Tensor y, Tensor logSumExp) {
        team.range(shape.batch() * shape.heads(), 1, (member, from, to) -> {
            for (int index = from; index < to; index++) {
                int sequence = index / shape.heads();
                int head = index % shape.heads();
                long at = (long) sequence * shape.time() * y.columns() + (long) head * shape.headWidth();
                attentions
                        .get(member)
                        .forward(
                                head(qkv, shape, sequence, head),
                                shape.headWidth(),
                                y,
                                at,
                                shape.time(),
                                0,
                                new Drop(dropout, shape.probability(index, 0), shape.probabilityStride()),
                                logSumExp.bytes(),
                                index * shape.time());
            }
        });
    }

    @Override
    public void attentionGradient(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Tensor logSumExp, Tensor dQkv) {
        attentionGradient(dY, y, qkv, shape, Dropout.NONE, logSumExp, dQkv);
    }

    @Override
    public void attentionGradient(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Dropout dropout, Tensor logSumExp, Tensor dQkv) {
        team.range(shape.batch() * shape.keyValueHeads(), 1, (member, from, to) -> {
            for (int shared = from; shared < to; shared++) {
                int sequence = shared / shape.keyValueHeads();
                int first = shared % shape.keyValueHeads() * shape.group();
                for (int head = first; head < first + shape.group(); head++) {
                    int index = sequence * shape.heads() + head;
                    long at = (long) sequence * shape.time() * y.columns() + (long) head * shape.headWidth();
                    attentions
                            .get(member)
                            .backward(
                                    head(qkv, shape, sequence, head),
                                    head(dQkv, shape, sequence, head),
                                    shape.headWidth(),
                                    y,
                                    dY,
                                    at,
                                    shape.time(),
                                    new Drop(dropout, shape.probability(index, 0), shape.probabilityStride()),
                                    logSumExp.bytes(),
                                    index * shape.time(),
                                    head > first);
                }
            }
        });
    }

    @Override
    public void dropout(Tensor x, Dropout dropout, Tensor y) {
        team.range(
                elements(x),
                STEP,
                (member, from, to) -> loops.drop(x.bytes(), from, dropout, from, y.bytes(), from, to - from));
    }

    @Override
    public void cachedAttention(Tensor qkv, AttentionShape shape, Tensor keys, Tensor values, int past, Tensor y) {
        int width = shape.keyValueWidth();
        for (int row = 0; row < shape.time(); row++) {
            int at = row * qkv.columns() + shape.width();
            keys.bytes().put((past + row) * width * Float.BYTES, qkv.bytes(), at * Float.BYTES, width * Float.BYTES);
            at += width;
            values.bytes().put((past + row) * width * Float.BYTES, qkv.bytes(), at * Float.BYTES, width * Float.BYTES);
        }
        ByteBuffer unused = ByteBuffer.allocate(shape.time() * Float.BYTES);
        team.range(shape.heads(), 1, (member, from, to) -> {
            for (int index = from; index < to; index++) {
                long at = (long) index * shape.headWidth();
                long shared = (long) (index / shape.group()) * shape.headWidth();
                Head head = new Head(matrix(qkv, at), matrix(keys, shared), matrix(values, shared));
                cachedAttentions
                        .get(member)
                        .forward(head, shape.headWidth(), y, at, shape.time(), past, Drop.NONE, unused, 0);
            }
        });
    }

    private static Head head(Tensor qkv, AttentionShape shape, int sequence, int head) {
        long first = (long) sequence * shape.time() * qkv.columns();
        long shared = first + shape.width() + (long) (head / shape.group()) * shape.headWidth();
        return new Head(
                matrix(qkv, first + (long) head * shape.headWidth()),
                matrix(qkv, shared),
                matrix(qkv, shared + shape.keyValueWidth()));
    }

    private static Matrix matrix(Tensor tensor, long from) {
        return Matrix.floats(tensor.address() + from * Float.BYTES, tensor.columns());
    }

    @Override
    public void gather(int[] ids, Tensor table, Tensor y, boolean accumulate) {
        int width = y.columns();
        team.range(ids.length, 1, (member, from, to) -> {
            for (int row = from; row < to; row++) {
                if (accumulate) {
                    loops.add(y.bytes(), row * width, table.bytes(), ids[row] * width, y.bytes(), row * width, width);
                } else {
                    y.bytes()
                            .put(
                                    row * width * Float.BYTES,
                                    table.bytes(),
                                    ids[row] * width * Float.BYTES,
                                    width * Float.BYTES);
                }
            }
        });
    }

    @Override
    public void scatterAdd(int[] ids, Tensor dY, Tensor dTable) {
        int width = dY.columns();
        ByteBuffer table = dTable.bytes();
        team.range(width, STEP, (member, from, to) -> {
            for (int row = 0; row < ids.length; row++) {
                int at = ids[row] * width + from;
                loops.add(table, at, dY.bytes(), row * width + from, table, at, to - from);
            }
        });
    }

    @Override
    public DoubleSupplier crossEntropy(Tensor logits, int[] targets, int first) {
        return lossSum(logits, targets, first, (row, target) -> {
            if (target < 0) {
                return 0;
            }
            int at = row * logits.columns();
            float max = loops.max(logits.bytes(), at, logits.columns());
            float ofTarget = at(logits, at + target);
            float sum = loops.exponentials(logits.bytes(), at, 1, max, logits.bytes(), at, logits.columns());
            return max + Math.log(sum) - ofTarget;
        });
    }

    @Override
    public DoubleSupplier crossEntropyGradient(Tensor logits, int[] targets, int first, float scale) {
        return crossEntropyGradient(logits, targets, first, scale, 0);
    }

    @Override
    public DoubleSupplier crossEntropyGradient(Tensor logits, int[] targets, int first, float scale, float smoothing) {
        int width = logits.columns();
        ByteBuffer all = logits.bytes();
        return lossSum(logits, targets, first, (row, target) -> {
            int at = row * width;
            if (target < 0) {
                loops.fill(all, at, 0, width);
                return 0;
            }
            float max = loops.max(all, at, width);
            float ofTarget = at(logits, at + target);
            float mean = smoothing == 0 ? 0 : loops.sum(all, at, width) / width;
            float sum = loops.exponentials(all, at, 1, max, all, at, width);
            loops.scale(all, at, scale / sum, width);
            if (smoothing != 0) {
                loops.shift(all, at, -scale * smoothing / width, width);
            }
            put(logits, at + target, at(logits, at + target) - scale * (1 - smoothing));
            return max + Math.log(sum) - (1 - smoothing) * ofTarget - smoothing * mean;
        });
    }

    private interface RowLoss {
        double of(int row, int target);
    }

    private DoubleSupplier lossSum(Tensor logits, int[] targets, int first, RowLoss loss) {
        double[] losses = new double[logits.rows()]; // one a row, so that the sum is the same for any number of threads
        team.range(losses.length, 1, (member, from, to) -> {
            for (int row = from; row < to; row++) {
                losses[row] = loss.of(row, targets[first + row]);
            }
        });
        double sum = Arrays.stream(losses).sum();
        return () -> sum;
    }

    @Override
    public double squares(Tensor x) {
        double sum = 0;
        for (long first = 0; first < x.length(); first += MAX_ELEMENTS) {
            Tensor part = part(x, first);
            double[] sums = new double[(elements(part) + PIECE - 1) / PIECE];
            team.range(sums.length, 1, (member, from, to) -> {
                for (int piece = from; piece < to; piece++) {
                    int at = piece * PIECE;
                    sums[piece] = loops.squares(part.bytes(), at, 0, Math.min(PIECE, elements(part) - at));
                }
            });
            sum += Arrays.stream(sums).sum();
        }
        return sum;
    }

    @Override
    public void adamW(Tensor parameters, Tensor gradient, Tensor mean, Tensor square, AdamWStep step) {
        products.release();
        for (long first = 0; first < parameters.length(); first += MAX_ELEMENTS) {
            Tensor p = part(parameters, first);
            Tensor g = part(gradient, first);
            Tensor m = part(mean, first);
            Tensor v = part(square, first);
            team.range(
                    elements(p),
                    STEP,
                    (member, from, to) ->
                            loops.adamW(p.bytes(), g.bytes(), m.bytes(), v.bytes(), from, step, to - from));
        }
    }

    private static Tensor part(Tensor x, long first) {
        return x.length() <= MAX_ELEMENTS ? x : x.elements(first, Math.min(MAX_ELEMENTS, x.length() - first));
    }

    private void sumRows(Tensor x, Tensor sum) {
        team.range(x.columns(), STEP, (member, from, to) -> {
            loops.fill(sum.bytes(), from, 0, to - from);
            for (int row = 0; row < x.rows(); row++) {
                loops.add(sum.bytes(), from, x.bytes(), row * x.columns() + from, sum.bytes(), from, to - from);
            }
        });
    }

    private static int elements(Tensor x) {
        return Math.toIntExact(x.length());
    }

    private static float at(Tensor x, int index) {
        return x.bytes().getFloat(index * Float.BYTES);
    }

    private static void put(Tensor x, int index, float value) {
        x.bytes().putFloat(index * Float.BYTES, value);
    }
}
