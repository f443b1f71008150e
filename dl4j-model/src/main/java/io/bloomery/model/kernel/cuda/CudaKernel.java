package io.bloomery.model.kernel.cuda;

import static io.bloomery.model.kernel.cuda.Arguments.NOTHING;
import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.AdamWStep;
import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Dropout;
import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.Linear;
import io.bloomery.model.kernel.Memory;
import io.bloomery.model.kernel.Norm;
import io.bloomery.model.kernel.Rotary;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Device.Function;
import io.bloomery.model.kernel.cuda.Device.Size;
import io.bloomery.model.kernel.cuda.PassMemory.Losses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * The sources of this package on a device, and its matrix products.
 *
 * <p>Activations and sums are float32; in bfloat16 the factors of products are rounded: what products alone read when it is made,
 * parameters that are held once a step, the rest when a product takes it.
 */
public final class CudaKernel implements Kernel {

    /** Its name in the configuration. */
    public static final String NAME = "cuda";

    private static final int WIDTH = 8; // elements a thread, as in device.cuh
    private static final int WARP = 32;
    private static final int THREADS = 256;
    private static final int BAND_THREADS = 8;
    private static final int BANDS = 64;
    private static final int SUMS = 512;

    private static final String ELEMENTWISE = "elementwise.cu";
    private static final String NORM = "norm.cu";
    private static final String ACTIVATION = "activation.cu";
    private static final String EMBEDDING = "embedding.cu";
    private static final String LOSS = "cross_entropy.cu";
    private static final String COLUMNS = "columns.cu";
    private static final String ADAMW = "adamw.cu";

    private final Device device;
    private final Twins twins;
    private final CudaProducts products;
    private final CudaAttention attention;
    private final PassMemory pass; // ids, targets, positions and losses
    private final GrowingMemory sums; // what several blocks add up, before it is added up

    public CudaKernel(Device device, Precision precision) {
        this.device = requireNonNull(device, "device");
        twins = new Twins(device);
        products = new CudaProducts(device, precision);
        attention = new CudaAttention(device, precision);
        pass = new PassMemory(device);
        sums = new GrowingMemory(device);
    }

    /** Elements from one row to the next of a matrix that a product rounds to bfloat16: its columns, or a few more. */
    public static int roundedPitch(int columns) {
        return CudaProducts.pitch(columns);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Memory allocate(long floats) {
        long address = device.allocate(floats * Float.BYTES);
        return new Memory() {
            @Override
            public Tensor matrix(long first, int rows, int columns) {
                return Tensor.elsewhere(address + first * Float.BYTES, rows, columns);
            }

            @Override
            public Tensor factor(long first, int rows, int columns) {
                return products.takeAsBfloat16(columns)
                        ? Tensor.bfloat16Elsewhere(address + first * Float.BYTES, rows, columns)
                        : matrix(first, rows, columns);
            }

            @Override
            public Tensor vector(long first, int length) {
                return matrix(first, 1, length);
            }

            @Override
            public void close() {
                device.free(address);
            }
        };
    }

    @Override
    public Tensor home(Tensor host) {
        return twins.of(host);
    }

    @Override
    public void arrive(Tensor host) {
        twins.arrive(host);
    }

    @Override
    public void leave(Tensor host) {
        twins.leave(host);
    }

    @Override
    public void fetch(Tensor host) {
        twins.fetch(host);
        pass.reset();
    }

    @Override
    public void stay() {
        twins.stay();
    }

    @Override
    public void end() {
        twins.end();
        pass.reset();
    }

    @Override
    public void close() {
        twins.close();
        products.close();
        attention.close();
        pass.close();
        sums.close();
        device.close();
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
        multiply(x, false, linear.weight(), linear.transposed(), y, false);
        linear.bias()
                .ifPresent(bias -> byColumns(
                        Function.of(COLUMNS, "add_row"),
                        y.rows(),
                        y.columns(),
                        bias.address(),
                        y.columns(),
                        y.address()));
    }

    @Override
    public void linearGradient(Tensor dY, Tensor x, Linear linear, Tensor dX, Linear gradient) {
        products.gradients(dY, x, linear.weight(), linear.transposed(), dX, gradient.weight(), false);
        gradient.bias().ifPresent(bias -> columnSums(dY, bias));
    }

    @Override
    public void headGradient(Tensor dLogits, Tensor x, Tensor head, Tensor dX, Tensor dHead, boolean accumulate) {
        products.gradients(dLogits, x, head, true, dX, dHead, accumulate);
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor sum) {
        long n = sum.length();
        device.launch(
                Function.of(ELEMENTWISE, "add"),
                eights(n),
                Size.of(THREADS),
                a.address(),
                b.address(),
                n,
                sum.address());
    }

    @Override
    public void scale(Tensor x, float factor) {
        long n = x.length();
        device.launch(
                Function.of(ELEMENTWISE, "scale"), eights(n), Size.of(THREADS), x.address(), factor, n, x.address());
    }

    @Override
    public void addWeighted(Tensor x, float weight, Tensor sum) {
        device.launch(
                Function.of(ELEMENTWISE, "add_weighted"),
                eights(x.length()),
                Size.of(THREADS),
                x.address(),
                weight,
                x.length(),
                sum.address());
    }

    @Override
    public void fill(Tensor x, float value) {
        if (value == 0) {
            device.zero(x.address(), x.length() * Float.BYTES);
        } else {
            device.launch(
                    Function.of(ELEMENTWISE, "fill"),
                    eights(x.length()),
                    Size.of(THREADS),
                    value,
                    x.length(),
                    x.address());
        }
    }

    @Override
    public void norm(Tensor x, Norm norm, Tensor y, Norm.Statistics statistics) {
        device.launch(
                Function.of(NORM, y.isBfloat16() ? "norm_to_bfloat16" : "norm_forward"),
                Size.of(x.rows()),
                threads(x.columns()),
                x.address(),
                norm.gain().address(),
                norm.bias().map(Tensor::address).orElse(NOTHING),
                (float) norm.epsilon(),
                x.columns(),
                y.address(),
                statistics.center().address(),
                statistics.factor().address());
    }

    @Override
    public void normGradient(Tensor dY, Tensor x, Norm norm, Norm.Statistics statistics, Tensor dX, Norm gradient) {
        device.launch(
                Function.of(NORM, "norm_gradient"),
                Size.of(x.rows()),
                threads(x.columns()),
                dY.address(),
                x.address(),
                norm.gain().address(),
                norm.centered() ? 1 : 0,
                statistics.center().address(),
                statistics.factor().address(),
                x.columns(),
                dX.address());
        int bands = bands(x.rows());
        long ofGain = sums.atLeast(2L * bands * x.columns() * Float.BYTES);
        long ofBias = ofGain + (long) bands * x.columns() * Float.BYTES;
        device.launch(
                Function.of(NORM, "norm_gain_gradient"),
                new Size(blocks(x.columns(), WARP), bands, 1),
                new Size(WARP, BAND_THREADS, 1),
                dY.address(),
                x.address(),
                statistics.center().address(),
                statistics.factor().address(),
                x.rows(),
                x.columns(),
                ofGain,
                norm.centered() ? ofBias : NOTHING);
        sumBands(ofGain, bands, gradient.gain());
        gradient.bias().ifPresent(bias -> sumBands(ofBias, bands, bias));
    }

    @Override
    public void gelu(Tensor x, Tensor y) {
        activation("gelu", x, y);
    }

    @Override
    public void geluGradient(Tensor dY, Tensor x, Tensor dX) {
        activationGradient("gelu_gradient", dY, x, dX);
    }

    @Override
    public void swiGlu(Tensor x, Tensor y) {
        activation("swiglu", x, y);
    }

    @Override
    public void swiGluGradient(Tensor dY, Tensor x, Tensor dX) {
        activationGradient("swiglu_gradient", dY, x, dX);
    }

    @Override
    public void rotate(Tensor qkv, AttentionShape shape, Rotary rotary, int[] positions, boolean back) {
        device.launch(
                Function.of("rotary.cu", "rotate"),
                Size.of(qkv.rows()),
                Size.of(THREADS),
                qkv.address(),
                rotary.cosine().address(),
                rotary.sine().address(),
                pass.of(positions),
                shape.heads() + shape.keyValueHeads(),
                shape.headWidth(),
                shape.rowWidth(),
                back ? -1f : 1f);
    }

    @Override
    public void attention(Tensor qkv, AttentionShape shape, Tensor y, Tensor logSumExp) {
        attention(qkv, shape, Dropout.NONE, y, logSumExp);
    }

    @Override
    public void attentionGradient(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Tensor logSumExp, Tensor dQkv) {
        attentionGradient(dY, y, qkv, shape, Dropout.NONE, logSumExp, dQkv);
    }

    @Override
    public void attention(Tensor qkv, AttentionShape shape, Dropout dropout, Tensor y, Tensor logSumExp) {
        attention.forward(qkv, shape, dropout, y, logSumExp);
    }

    @Override
    public void attentionGradient(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Dropout dropout, Tensor logSumExp, Tensor dQkv) {
        attention.backward(dY, y, qkv, shape, dropout, logSumExp, dQkv);
    }

    @Override
    public void cachedAttention(Tensor qkv, AttentionShape shape, Tensor keys, Tensor values, int past, Tensor y) {
        copyColumns(qkv, shape.width(), keys.rows(past, shape.time()));
        copyColumns(qkv, shape.width() + shape.keyValueWidth(), values.rows(past, shape.time()));
        attention.cached(qkv, shape, keys, values, past, y);
    }

    @Override
    public void dropout(Tensor x, Dropout dropout, Tensor y) {
        long n = x.length();
        int halves = 2 * THREADS * WIDTH; // a thread makes the words of sixteen elements
        device.launch(
                Function.of("dropout.cu", "dropout"),
                Size.of(Math.toIntExact((n + halves - 1) / halves)),
                Size.of(THREADS),
                x.address(),
                n,
                dropout,
                y.address());
    }

    @Override
    public void gather(int[] ids, Tensor table, Tensor y, boolean accumulate) {
        byColumns(
                Function.of(EMBEDDING, "gather"),
                ids.length,
                y.columns(),
                pass.of(ids),
                table.address(),
                y.columns(),
                accumulate ? 1 : 0,
                y.address());
    }

    @Override
    public void scatterAdd(int[] ids, Tensor dY, Tensor dTable) {
        byColumns(
                Function.of(EMBEDDING, "scatter_add"),
                ids.length,
                dY.columns(),
                pass.of(RowsById.of(ids)),
                pass.of(ids),
                ids.length,
                dY.address(),
                dY.columns(),
                dTable.address());
    }

    @Override
    public DoubleSupplier crossEntropy(Tensor logits, int[] targets, int first) {
        return loss(logits, targets, first, 0, Optional.empty());
    }

    @Override
    public DoubleSupplier crossEntropyGradient(Tensor logits, int[] targets, int first, float scale) {
        return crossEntropyGradient(logits, targets, first, scale, 0);
    }

    @Override
    public DoubleSupplier crossEntropyGradient(Tensor logits, int[] targets, int first, float scale, float smoothing) {
        return loss(logits, targets, first, smoothing, Optional.of(scale));
    }

    @Override
    public double squares(Tensor x) {
        int blocks = Math.min(SUMS, eights(x.length()).x());
        long parts = sums.atLeast((blocks + 1L) * Double.BYTES);
        long total = parts + (long) blocks * Double.BYTES;
        device.launch(Function.of(ADAMW, "squares"), Size.of(blocks), Size.of(THREADS), x.address(), x.length(), parts);
        device.launch(Function.of(ADAMW, "sum_squares"), Size.of(1), Size.of(THREADS), parts, blocks, total);
        ByteBuffer number = ByteBuffer.allocateDirect(Double.BYTES).order(ByteOrder.nativeOrder());
        device.read(total, number);
        pass.reset();
        return number.getDouble(0);
    }

    @Override
    public void adamW(Tensor parameters, Tensor gradient, Tensor mean, Tensor square, AdamWStep step) {
        device.launch(
                Function.of(ADAMW, "adamw"),
                eights(parameters.length()),
                Size.of(THREADS),
                gradient.address(),
                step.gradientFactor(),
                step.beta1(),
                step.beta2(),
                step.rate(),
                step.rootFactor(),
                step.epsilon(),
                step.keep(),
                parameters.length(),
                parameters.address(),
                mean.address(),
                square.address());
        device.submit(); // while the next batch is made
    }

    private DoubleSupplier loss(
            Tensor logits, int[] targets, int first, float smoothing, Optional<Float> gradientScale) {
        int rows = logits.rows();
        Losses losses = pass.losses(rows);
        long ofRows = pass.of(Arrays.copyOfRange(targets, first, first + rows));
        Size block = threads(logits.columns());
        if (gradientScale.isPresent()) {
            device.launch(
                    Function.of(LOSS, "cross_entropy_gradient"),
                    Size.of(rows),
                    block,
                    logits.address(),
                    logits.columns(),
                    logits.columns(),
                    ofRows,
                    smoothing,
                    gradientScale.get(),
                    losses.address());
        } else {
            device.launch(
                    Function.of(LOSS, "cross_entropy"),
                    Size.of(rows),
                    block,
                    logits.address(),
                    logits.columns(),
                    logits.columns(),
                    ofRows,
                    smoothing,
                    losses.address());
        }
        return losses;
    }

    private void activation(String name, Tensor x, Tensor y) {
        byColumns(
                Function.of(ACTIVATION, y.isBfloat16() ? name + "_to_bfloat16" : name),
                y.rows(),
                y.columns(),
                x.address(),
                NOTHING,
                y.columns(),
                y.address());
    }

    private void activationGradient(String name, Tensor dY, Tensor x, Tensor dX) {
        byColumns(
                Function.of(ACTIVATION, dX.isBfloat16() ? name + "_to_bfloat16" : name),
                dY.rows(),
                dY.columns(),
                dY.address(),
                x.address(),
                NOTHING,
                dY.columns(),
                dX.address());
    }

    private void copyColumns(Tensor x, int from, Tensor y) {
        byColumns(
                Function.of(COLUMNS, "copy_columns"),
                y.rows(),
                y.columns(),
                x.address(),
                from,
                x.columns(),
                y.columns(),
                y.address());
    }

    private void columnSums(Tensor x, Tensor ofColumns) {
        int bands = bands(x.rows());
        long parts = sums.atLeast((long) bands * x.columns() * Float.BYTES);
        device.launch(
                Function.of(COLUMNS, x.isBfloat16() ? "column_sums_of_bfloat16" : "column_sums"),
                new Size(blocks(x.columns(), WARP), bands, 1),
                new Size(WARP, BAND_THREADS, 1),
                x.address(),
                x.rows(),
                x.columns(),
                parts);
        sumBands(parts, bands, ofColumns);
    }

    private void sumBands(long parts, int bands, Tensor ofColumns) {
        int columns = ofColumns.columns();
        device.launch(
                Function.of(COLUMNS, "sum_bands"),
                Size.of(blocks(columns, THREADS)),
                Size.of(THREADS),
                parts,
                bands,
                columns,
                ofColumns.address());
    }

    /** Rows along x of the grid, columns along y. */
    private void byColumns(Function function, int rows, int columns, Object... arguments) {
        Size block = threads(columns);
        device.launch(function, new Size(rows, blocks(columns, block.x() * WIDTH), 1), block, arguments);
    }

    private static Size eights(long elements) {
        long ofBlock = (long) THREADS * WIDTH;
        return Size.of(Math.toIntExact((elements + ofBlock - 1) / ofBlock));
    }

    /** Whole warps for the elements of a row, eight a thread, up to a limit. */
    private static Size threads(int columns) {
        return Size.of(Math.min(THREADS, blocks(columns, WIDTH * WARP) * WARP));
    }

    private static int bands(int rows) {
        return Math.min(BANDS, blocks(rows, BAND_THREADS));
    }

    private static int blocks(int elements, int ofBlock) {
        return (elements + ofBlock - 1) / ofBlock;
    }
}
