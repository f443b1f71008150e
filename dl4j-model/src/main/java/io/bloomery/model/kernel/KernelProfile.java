package io.bloomery.model.kernel;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Another kernel whose operations are counted and timed by name. */
public final class KernelProfile implements Kernel {

    private static final double NANOS = 1e9;

    private final Kernel kernel;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    public KernelProfile(Kernel kernel) {
        this.kernel = requireNonNull(kernel, "kernel");
    }

    /**
     * What one kind of operation took.
     *
     * @param seconds of the clock
     * @param operations floating-point operations of matrix products; 0 for everything else
     */
    public record Entry(long calls, double seconds, double operations) {

        /** Billions of operations of products in a second. */
        public double gigaflops() {
            return operations / seconds / 1e9;
        }

        private Entry plus(double moreSeconds, double moreOperations) {
            return new Entry(calls + 1, seconds + moreSeconds, operations + moreOperations);
        }
    }

    /** What was taken so far, by name of the operation. */
    public Map<String, Entry> entries() {
        return Map.copyOf(entries);
    }

    /** Forgets what was counted. */
    public void reset() {
        entries.clear();
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public Memory allocate(long floats) {
        return kernel.allocate(floats);
    }

    @Override
    public Tensor home(Tensor host) {
        return kernel.home(host);
    }

    @Override
    public void arrive(Tensor host) {
        kernel.arrive(host);
    }

    @Override
    public void leave(Tensor host) {
        kernel.leave(host);
    }

    @Override
    public void fetch(Tensor host) {
        kernel.fetch(host);
    }

    @Override
    public void stay() {
        kernel.stay();
    }

    @Override
    public void end() {
        kernel.end();
    }

    @Override
    public void close() {
        kernel.close();
    }

    @Override
    public void hold(Tensor parameters) {
        kernel.hold(parameters);
    }

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate) {
        double depth = transposeA ? a.rows() : a.columns();
        count("product", 2.0 * c.length() * depth, () -> kernel.multiply(a, transposeA, b, transposeB, c, accumulate));
    }

    @Override
    public void linear(Tensor x, Linear linear, Tensor y) {
        count("linear", 2.0 * y.length() * x.columns(), () -> kernel.linear(x, linear, y));
    }

    @Override
    public void linearGradient(Tensor dY, Tensor x, Linear linear, Tensor dX, Linear gradient) {
        double operations = 4.0 * dY.length() * x.columns();
        count("linear gradient", operations, () -> kernel.linearGradient(dY, x, linear, dX, gradient));
    }

    @Override
    public void headGradient(Tensor dLogits, Tensor x, Tensor head, Tensor dX, Tensor dHead, boolean accumulate) {
        double operations = 4.0 * dLogits.length() * x.columns();
        count("head gradient", operations, () -> kernel.headGradient(dLogits, x, head, dX, dHead, accumulate));
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor sum) {
        count("add", 0, () -> kernel.add(a, b, sum));
    }

    @Override
    public void scale(Tensor x, float factor) {
        count("scale", 0, () -> kernel.scale(x, factor));
    }

    @Override
    public void addWeighted(Tensor x, float weight, Tensor sum) {
        count("add", 0, () -> kernel.addWeighted(x, weight, sum));
    }

    @Override
    public void fill(Tensor x, float value) {
        count("fill", 0, () -> kernel.fill(x, value));
    }

    @Override
    public void norm(Tensor x, Norm norm, Tensor y, Norm.Statistics statistics) {
        count("norm", 0, () -> kernel.norm(x, norm, y, statistics));
    }

    @Override
    public void normGradient(Tensor dY, Tensor x, Norm norm, Norm.Statistics statistics, Tensor dX, Norm gradient) {
        count("norm gradient", 0, () -> kernel.normGradient(dY, x, norm, statistics, dX, gradient));
    }

    @Override
    public void gelu(Tensor x, Tensor y) {
        count("activation", 0, () -> kernel.gelu(x, y));
    }

    @Override
    public void geluGradient(Tensor dY, Tensor x, Tensor dX) {
        count("activation gradient", 0, () -> kernel.geluGradient(dY, x, dX));
    }

    @Override
    public void swiGlu(Tensor x, Tensor y) {
        count("activation", 0, () -> kernel.swiGlu(x, y));
    }

    @Override
    public void swiGluGradient(Tensor dY, Tensor x, Tensor dX) {
        count("activation gradient", 0, () -> kernel.swiGluGradient(dY, x, dX));
    }

    @Override
    public void rotate(Tensor qkv, AttentionShape shape, Rotary rotary, int[] positions, boolean back) {
        count("rotate", 0, () -> kernel.rotate(qkv, shape, rotary, positions, back));
    }

    @Override
    public void attention(Tensor qkv, AttentionShape shape, Tensor y, Tensor logSumExp) {
        count("attention", 2 * square(shape), () -> kernel.attention(qkv, shape, y, logSumExp));
    }

    @Override
    public void attention(Tensor qkv, AttentionShape shape, Dropout dropout, Tensor y, Tensor logSumExp) {
        count("attention", 2 * square(shape), () -> kernel.attention(qkv, shape, dropout, y, logSumExp));
    }

    @Override
    public void attentionGradient(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Dropout dropout, Tensor logSumExp, Tensor dQkv) {
        count(
                "attention gradient",
                5 * square(shape),
                () -> kernel.attentionGradient(dY, y, qkv, shape, dropout, logSumExp, dQkv));
    }

    @Override
    public void dropout(Tensor x, Dropout dropout, Tensor y) {
        count("dropout", 0, () -> kernel.dropout(x, dropout, y));
    }

    @Override
    public void attentionGradient(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Tensor logSumExp, Tensor dQkv) {
        count(
                "attention gradient",
                5 * square(shape),
                () -> kernel.attentionGradient(dY, y, qkv, shape, logSumExp, dQkv));
    }

    @Override
    public void cachedAttention(Tensor qkv, AttentionShape shape, Tensor keys, Tensor values, int past, Tensor y) {
        count("attention", 0, () -> kernel.cachedAttention(qkv, shape, keys, values, past, y));
    }

    @Override
    public void gather(int[] ids, Tensor table, Tensor y, boolean accumulate) {
        count("embedding", 0, () -> kernel.gather(ids, table, y, accumulate));
    }

    @Override
    public void scatterAdd(int[] ids, Tensor dY, Tensor dTable) {
        count("embedding gradient", 0, () -> kernel.scatterAdd(ids, dY, dTable));
    }

    @Override
    public DoubleSupplier crossEntropy(Tensor logits, int[] targets, int first) {
        return count("cross-entropy", 0, () -> kernel.crossEntropy(logits, targets, first));
    }

    @Override
    public DoubleSupplier crossEntropyGradient(Tensor logits, int[] targets, int first, float scale) {
        return count("cross-entropy", 0, () -> kernel.crossEntropyGradient(logits, targets, first, scale));
    }

    @Override
    public DoubleSupplier crossEntropyGradient(Tensor logits, int[] targets, int first, float scale, float smoothing) {
        return count("cross-entropy", 0, () -> kernel.crossEntropyGradient(logits, targets, first, scale, smoothing));
    }

    @Override
    public double squares(Tensor x) {
        return count("gradient norm", 0, () -> kernel.squares(x));
    }

    @Override
    public void adamW(Tensor parameters, Tensor gradient, Tensor mean, Tensor square, AdamWStep step) {
        count("AdamW", 0, () -> kernel.adamW(parameters, gradient, mean, square, step));
    }

    /** Operations of one product of the visible half of queries and keys. */
    private static double square(AttentionShape shape) {
        return (double) shape.batch() * shape.heads() * shape.time() * shape.time() * shape.headWidth();
    }

    private void count(String operation, double operations, Runnable run) {
        count(operation, operations, () -> {
            run.run();
            return null;
        });
    }

    private <T> T count(String operation, double operations, Supplier<T> run) {
        long begin = System.nanoTime();
        T result = run.get();
        double seconds = (System.nanoTime() - begin) / NANOS;
        entries.merge(operation, new Entry(1, seconds, operations), (was, now) -> was.plus(seconds, operations));
        return result;
    }
}
