package io.bloomery.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Each operation against a plain double-precision formula, and each gradient against differences of that formula's
 * result.
 */
class KernelTest {

    private static final double TOLERANCE = 2e-5;

    /** Of a norm; numbers have eight bits. */
    private static final double BFLOAT16_TOLERANCE = 8e-3;

    private final Random random = new Random(42);

    static Stream<Kernel> kernels() {
        return Stream.of("nd4j", "cpu", "team", "plain").map(KernelTest::kernel);
    }

    private static Kernel kernel(String name) {
        return switch (name) {
            case "team" -> Kernels.create("cpu", new KernelOptions(KernelOptions.Precision.FLOAT32, 3));
            case "plain" -> {
                Team team = new Team(1);
                Loops loops = new PlainLoops();
                yield new CpuKernel(team, loops, BlasGemm::new, new Float32Products(team, loops, BlasGemm::new));
            }
            default -> Kernels.create(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "nd4j, false, false",
        "nd4j, true, false",
        "nd4j, false, true",
        "cpu, false, false",
        "cpu, true, false",
        "cpu, false, true",
        "cpu, true, true",
        "team, false, false",
        "team, true, false",
        "team, false, true",
        "team, true, true",
        "plain, true, false",
        "plain, false, true"
    })
    void multipliesViewsOfAFlatVector(String name, boolean transposeA, boolean transposeB) {
        for (int[] size : new int[][] {{7, 5, 3}, {3, 5, 70}, {70, 5, 3}}) {
            INDArray a = transposeA ? normal(size[1], size[0]) : normal(size[0], size[1]);
            INDArray b = transposeB ? normal(size[2], size[1]) : normal(size[1], size[2]);
            INDArray c = normal(size[0], size[2]);
            double[][] before = c.toDoubleMatrix();
            double[][] product = Reference.multiply(
                    transposeA ? Reference.transpose(a.toDoubleMatrix()) : a.toDoubleMatrix(),
                    transposeB ? Reference.transpose(b.toDoubleMatrix()) : b.toDoubleMatrix());
            kernel(name).multiply(of(a), transposeA, of(b), transposeB, of(c), true);
            assertClose(c, (i, j) -> before[i][j] + product[i][j]);
            kernel(name).multiply(of(a), transposeA, of(b), transposeB, of(c), false);
            assertClose(c, (i, j) -> product[i][j]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, false",
        "1, true, false",
        "1, false, true",
        "3, false, false",
        "3, true, false",
        "3, false, true"
    })
    void multipliesFactorsRoundedToBfloat16AndSumsInFloat32(int threads, boolean transposeA, boolean transposeB) {
        Kernel kernel = Kernels.create("cpu", new KernelOptions(KernelOptions.Precision.BFLOAT16, threads));
        for (int[] size : new int[][] {{7, 5, 3}, {3, 5, 70}, {70, 300, 3}}) {
            INDArray a = transposeA ? normal(size[1], size[0]) : normal(size[0], size[1]);
            INDArray b = transposeB ? normal(size[2], size[1]) : normal(size[1], size[2]);
            INDArray c = normal(size[0], size[2]);
            double[][] before = c.toDoubleMatrix();
            double[][] left = Reference.bfloat16(a.toDoubleMatrix());
            double[][] right = Reference.bfloat16(b.toDoubleMatrix());
            double[][] product = Reference.multiply(
                    transposeA ? Reference.transpose(left) : left, transposeB ? Reference.transpose(right) : right);
            for (int again = 0; again < 2; again++) {
                c.assign(Nd4j.createFromArray(before));
                kernel.multiply(of(a), transposeA, of(b), transposeB, of(c), true);
                assertClose(c, (i, j) -> before[i][j] + product[i][j]);
                kernel.multiply(of(a), transposeA, of(b), transposeB, of(c), false);
                assertClose(c, (i, j) -> product[i][j]);
            }
        }
    }

    static Stream<Kernel> kernelsAndBfloat16() {
        return Stream.concat(kernels(), Stream.of(bfloat16(1), bfloat16(3)));
    }

    private static Kernel bfloat16(int threads) {
        return Kernels.create("cpu", new KernelOptions(KernelOptions.Precision.BFLOAT16, threads));
    }

    @ParameterizedTest
    @MethodSource("kernelsAndBfloat16")
    void headGradientIsItsTwoProducts(Kernel kernel) {
        INDArray dLogits = halves(5, 37);
        INDArray x = halves(5, 6);
        INDArray head = halves(37, 6);
        INDArray dX = normal(5, 6);
        INDArray dHead = normal(37, 6);
        double[][] before = dHead.toDoubleMatrix();
        double[][] byX = Reference.multiply(dLogits.toDoubleMatrix(), head.toDoubleMatrix());
        double[][] byHead = Reference.multiply(Reference.transpose(dLogits.toDoubleMatrix()), x.toDoubleMatrix());
        kernel.headGradient(of(dLogits), of(x), of(head), of(dX), of(dHead), true);
        assertClose(dX, (i, j) -> byX[i][j]);
        assertClose(dHead, (i, j) -> before[i][j] + byHead[i][j]);
        kernel.headGradient(of(dLogits), of(x), of(head), of(dX), of(dHead), false);
        assertClose(dHead, (i, j) -> byHead[i][j]);
    }

    @ParameterizedTest
    @MethodSource("kernelsAndBfloat16")
    void seesHeldParametersAsTheyAreAfterAnUpdateAndAfterTheyAreHeldAgain(Kernel kernel) {
        INDArray flat = halves(1, 52);
        Tensor held = Tensor.of(flat.reshape(flat.length()));
        Tensor weight = held.matrix(12, 8, 5);
        INDArray x = halves(3, 8);
        INDArray y = normal(3, 5);
        kernel.hold(held);
        assertProduct(kernel, x, weight, y);
        assertProduct(kernel, x, held.matrix(4, 8, 5), y); // overlaps the other
        AdamWStep halving = new AdamWStep(1, 0.9f, 0.99f, 1, 1, 1, 0.5f);
        kernel.adamW(held, Tensor.of(Nd4j.zeros(52)), Tensor.of(Nd4j.zeros(52)), Tensor.of(Nd4j.zeros(52)), halving);
        assertProduct(kernel, x, weight, y);
        flat.assign(halves(1, 52));
        kernel.hold(held);
        assertProduct(kernel, x, weight, y);
        kernel.hold(Tensor.of(vector(3)));
        assertProduct(kernel, x, weight, y);
    }

    private static void assertProduct(Kernel kernel, INDArray x, Tensor weight, INDArray y) {
        double[][] product =
                Reference.multiply(x.toDoubleMatrix(), weight.array().toDoubleMatrix());
        kernel.multiply(of(x), false, weight, false, of(y), false);
        assertClose(y, (i, j) -> product[i][j]);
    }

    /** Numbers that bfloat16 has, too. */
    private INDArray halves(int rows, int columns) {
        return Transforms.round(normal(rows, columns).muli(4)).divi(2);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void multipliesASingleRow(Kernel kernel) {
        for (int depth : new int[] {1, 70}) {
            INDArray row = normal(1, depth);
            INDArray b = normal(depth, 37);
            INDArray c = normal(1, 37);
            double[][] before = c.toDoubleMatrix();
            double[][] product = Reference.multiply(row.toDoubleMatrix(), b.toDoubleMatrix());
            kernel.multiply(of(row), false, of(b), false, of(c), true);
            assertClose(c, (i, j) -> before[i][j] + product[i][j]);
            kernel.multiply(of(row), false, of(b.transpose().dup('c')), true, of(c), false);
            assertClose(c, (i, j) -> product[i][j]);
            kernel.multiply(of(row.reshape('c', depth, 1)), true, of(b), false, of(c), false);
            assertClose(c, (i, j) -> product[i][j]);
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndBfloat16")
    void mapsRowsLinearly(Kernel kernel) {
        mapsRowsLinearly(kernel, 4, 9, 40);
        mapsRowsLinearly(kernel, 70, 9, 40);
    }

    private void mapsRowsLinearly(Kernel kernel, int rows, int in, int out) {
        INDArray x = halves(rows, in);
        INDArray weight = halves(in, out);
        INDArray bias = vector(out);
        INDArray y = normal(rows, out);
        double[][] product = Reference.multiply(x.toDoubleMatrix(), weight.toDoubleMatrix());
        kernel.linear(of(x), new Linear(of(weight), false, Optional.of(of(bias))), of(y));
        assertClose(y, (i, j) -> product[i][j] + bias.getDouble(j));
        INDArray transposed = normal(in, out).assign(weight).transpose().dup('c');
        kernel.linear(of(x), new Linear(of(transposed), true, Optional.empty()), of(y));
        assertClose(y, (i, j) -> product[i][j]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void linearGradientMatchesDifferences(Kernel kernel) {
        for (boolean transposed : new boolean[] {false, true}) {
            INDArray x = normal(4, 5);
            INDArray weight = transposed ? normal(18, 5) : normal(5, 18);
            INDArray dY = normal(4, 18);
            INDArray dX = normal(4, 5);
            INDArray dWeight = transposed ? normal(18, 5) : normal(5, 18);
            INDArray dBias = vector(18);
            kernel.linearGradient(
                    of(dY),
                    of(x),
                    new Linear(of(weight), transposed, Optional.empty()),
                    of(dX),
                    new Linear(of(dWeight), transposed, Optional.of(of(dBias))));
            double[][] weights = weight.toDoubleMatrix();
            double[][] inputs = x.toDoubleMatrix();
            DoubleSupplier loss = () -> Reference.dot(
                    dY.toDoubleMatrix(),
                    Reference.multiply(inputs, transposed ? Reference.transpose(weights) : weights));
            assertClose(dX, (i, j) -> Reference.difference(inputs, i, j, loss));
            assertClose(dWeight, (i, j) -> Reference.difference(weights, i, j, loss));
            for (int j = 0; j < 18; j++) {
                assertThat(dBias.getDouble(j))
                        .isCloseTo(dY.getColumn(j).sumNumber().doubleValue(), within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addsInPlaceMoreThanOneRegister(Kernel kernel) {
        INDArray a = normal(50, 97);
        INDArray b = normal(50, 97);
        double[][] before = a.toDoubleMatrix();
        kernel.add(of(a), of(b), of(a));
        assertClose(a, (i, j) -> before[i][j] + b.getDouble(i, j));
        kernel.fill(of(a), 3);
        assertClose(a, (i, j) -> 3);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void normalizesRowsWithAnEpsilon(Kernel kernel) {
        INDArray x = normal(5, 20);
        x.getRow(2).muli(1e-3); // a variance below the epsilon's reach shows whether it is there
        INDArray gain = vector(20);
        INDArray bias = vector(20);
        INDArray y = normal(5, 20);
        kernel.norm(of(x), new Norm(of(gain), Optional.of(of(bias)), 1e-5), of(y), statistics(5));
        double[][] layer = Reference.layerNorm(x.toDoubleMatrix(), gain.toDoubleVector(), bias.toDoubleVector());
        assertClose(y, (i, j) -> layer[i][j]);
        kernel.norm(of(x), new Norm(of(gain), Optional.empty(), 1e-5), of(y), statistics(5));
        double[][] root = Reference.rmsNorm(x.toDoubleMatrix(), gain.toDoubleVector());
        assertClose(y, (i, j) -> root[i][j]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void layerNormGradientMatchesDifferences(Kernel kernel) {
        INDArray x = normal(5, 20);
        INDArray gain = vector(20);
        INDArray bias = vector(20);
        INDArray dY = normal(5, 20);
        Norm norm = new Norm(of(gain), Optional.of(of(bias)), 1e-5);
        Norm.Statistics statistics = statistics(5);
        kernel.norm(of(x), norm, of(normal(5, 20)), statistics);
        INDArray dX = normal(5, 20);
        INDArray before = dX.dup();
        INDArray dGain = vector(20);
        INDArray dBias = vector(20);
        Norm gradient = new Norm(of(dGain), Optional.of(of(dBias)), 1e-5);
        kernel.normGradient(of(dY), of(x), norm, statistics, of(dX), gradient);
        Supplier<Double> loss = () -> Reference.dot(
                dY.toDoubleMatrix(),
                Reference.layerNorm(x.toDoubleMatrix(), gain.toDoubleVector(), bias.toDoubleVector()));
        assertGradient(dX.sub(before), x, loss);
        assertGradient(dGain, gain, loss);
        assertGradient(dBias, bias, loss);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void rmsNormGradientMatchesDifferences(Kernel kernel) {
        INDArray x = normal(5, 20);
        INDArray gain = vector(20);
        INDArray dY = normal(5, 20);
        Norm norm = new Norm(of(gain), Optional.empty(), 1e-5);
        Norm.Statistics statistics = statistics(5);
        kernel.norm(of(x), norm, of(normal(5, 20)), statistics);
        INDArray dX = normal(5, 20);
        INDArray before = dX.dup();
        INDArray dGain = vector(20);
        kernel.normGradient(of(dY), of(x), norm, statistics, of(dX), new Norm(of(dGain), Optional.empty(), 1e-5));
        Supplier<Double> loss =
                () -> Reference.dot(dY.toDoubleMatrix(), Reference.rmsNorm(x.toDoubleMatrix(), gain.toDoubleVector()));
        assertGradient(dX.sub(before), x, loss);
        assertGradient(dGain, gain, loss);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void swiGluMultipliesTheGateWithWhatItLetsThrough(Kernel kernel) {
        INDArray x = normal(5, 40);
        INDArray y = normal(5, 20);
        kernel.swiGlu(of(x), of(y));
        double[][] expected = Reference.swiGlu(x.toDoubleMatrix());
        assertClose(y, (i, j) -> expected[i][j]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void swiGluGradientMatchesDifferences(Kernel kernel) {
        INDArray x = normal(5, 40);
        INDArray dY = normal(5, 20);
        double[][] weights = dY.toDoubleMatrix();
        double[][] inputs = x.toDoubleMatrix();
        INDArray dX = normal(5, 40);
        kernel.swiGluGradient(of(dY), of(x), of(dX));
        assertClose(
                dX,
                (i, j) -> Reference.difference(inputs, i, j, () -> Reference.dot(weights, Reference.swiGlu(inputs))));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void turnsQueriesAndKeysByTheirPositionAndBack(Kernel kernel) {
        AttentionShape shape = new AttentionShape(1, 3, 2, 1, 4);
        INDArray qkv = normal(3, shape.rowWidth());
        double[][] before = qkv.toDoubleMatrix();
        INDArray angles = normal(6, 2);
        INDArray cosine = normal(6, 2).assign(Transforms.cos(angles));
        INDArray sine = normal(6, 2).assign(Transforms.sin(angles));
        Rotary rotary = new Rotary(of(cosine), of(sine));
        int[] positions = {5, 0, 2};
        kernel.rotate(of(qkv), shape, rotary, positions, false);
        double[][] expected = Reference.rotate(before, shape, angles.toDoubleMatrix(), positions);
        assertClose(qkv, (i, j) -> expected[i][j]);
        kernel.rotate(of(qkv), shape, rotary, positions, true);
        assertClose(qkv, (i, j) -> before[i][j]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void geluIsTheTanhForm(Kernel kernel) {
        INDArray x =
                row(-40f, -5f, -2f, -1f, -0.1f, 0f, 1e-4f, 1f, 2f, 5f, 40f, -3f, 3f, -4f, 4f, 0.5f, -40f, -2f, 2f, 40f);
        INDArray y = x.dup();
        kernel.gelu(of(x), of(y));
        assertClose(y, (i, j) -> Reference.gelu(x.getDouble(i, j)));
        assertThat(y.getDouble(0, 8)).isCloseTo(1.954597694, within(1e-6)); // gelu_new(2) of transformers
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void geluGradientMatchesDifferences(Kernel kernel) {
        INDArray x = normal(60, 50);
        INDArray dY = normal(60, 50);
        double[][] weights = dY.toDoubleMatrix();
        INDArray dX = normal(60, 50);
        kernel.geluGradient(of(dY), of(x), of(dX));
        double step = 1e-5;
        assertClose(
                dX,
                (i, j) -> weights[i][j]
                        * (Reference.gelu(x.getDouble(i, j) + step) - Reference.gelu(x.getDouble(i, j) - step))
                        / (2 * step));
    }

    @ParameterizedTest
    @CsvSource({
        "nd4j, 2, 5, 2, 2, 3",
        "nd4j, 2, 5, 4, 2, 3",
        "cpu, 2, 5, 2, 2, 3",
        "cpu, 2, 5, 6, 2, 3",
        "team, 2, 5, 6, 2, 3",
        "plain, 2, 5, 6, 2, 3",
        "cpu, 1, 64, 1, 1, 4",
        "cpu, 2, 65, 2, 2, 4",
        "team, 2, 65, 2, 1, 4",
        "cpu, 1, 150, 1, 1, 2",
        "nd4j, 1, 1, 1, 1, 1",
        "cpu, 1, 1, 1, 1, 1"
    })
    void attendsToThePastOnly(String name, int batch, int time, int heads, int keyValueHeads, int headWidth) {
        AttentionShape shape = new AttentionShape(batch, time, heads, keyValueHeads, headWidth);
        INDArray qkv = normal(shape.rows(), shape.rowWidth());
        INDArray y = normal(shape.rows(), shape.width());
        kernel(name).attention(of(qkv), shape, of(y), of(normal(batch * heads, time)));
        double[][] expected = Reference.attention(qkv.toDoubleMatrix(), shape);
        assertClose(y, (i, j) -> expected[i][j]);
    }

    @ParameterizedTest
    @CsvSource({
        "nd4j, 2, 4, 2, 2, 3",
        "nd4j, 2, 4, 4, 2, 3",
        "cpu, 2, 4, 4, 2, 3",
        "team, 2, 4, 4, 2, 3",
        "plain, 2, 4, 4, 2, 3",
        "cpu, 1, 66, 2, 1, 2"
    })
    void attentionGradientMatchesDifferences(
            String name, int batch, int time, int heads, int keyValueHeads, int headWidth) {
        Kernel kernel = kernel(name);
        AttentionShape shape = new AttentionShape(batch, time, heads, keyValueHeads, headWidth);
        INDArray qkv = normal(shape.rows(), shape.rowWidth());
        INDArray dY = normal(shape.rows(), shape.width());
        INDArray dQkv = attentionGradient(kernel, qkv, dY, shape);
        double[][] weights = dY.toDoubleMatrix();
        double[][] inputs = qkv.toDoubleMatrix();
        assertClose(
                dQkv,
                (i, j) -> Reference.difference(
                        inputs, i, j, () -> Reference.dot(weights, Reference.attention(inputs, shape))));
    }

    @Test
    void attentionOfLongSequencesIsTheSameInAllKernels() {
        AttentionShape shape = new AttentionShape(2, 200, 4, 2, 16);
        INDArray qkv = normal(shape.rows(), shape.rowWidth());
        INDArray dY = normal(shape.rows(), shape.width());
        INDArray reference = attentionGradient(kernel("nd4j"), qkv, dY, shape);
        for (String name : List.of("cpu", "team", "plain")) {
            INDArray gradient = attentionGradient(kernel(name), qkv, dY, shape);
            assertThat(reference.sub(gradient).amaxNumber().doubleValue())
                    .as(name)
                    .isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 64, 2, 2, 16", "3, 2, 65, 4, 2, 16", "1, 1, 1, 2, 1, 8", "3, 1, 200, 3, 1, 64"})
    void attentionInBfloat16DiffersByItsRoundingOnly(
            int threads, int batch, int time, int heads, int keyValueHeads, int headWidth) {
        AttentionShape shape = new AttentionShape(batch, time, heads, keyValueHeads, headWidth);
        INDArray qkv = normal(shape.rows(), shape.rowWidth());
        INDArray dY = normal(shape.rows(), shape.width());
        INDArray y = normal(shape.rows(), shape.width());
        Kernel rounding = bfloat16(threads);
        rounding.attention(of(qkv), shape, of(y), of(normal(batch * heads, time)));
        INDArray expected = Nd4j.createFromArray(Reference.attention(qkv.toDoubleMatrix(), shape));
        assertThat(distance(y, expected)).isGreaterThan(1e-5).isLessThan(BFLOAT16_TOLERANCE);
        INDArray gradient = attentionGradient(rounding, qkv, dY, shape);
        INDArray exact = attentionGradient(kernel("cpu"), qkv, dY, shape);
        assertThat(distance(gradient, exact)).isGreaterThan(1e-5).isLessThan(BFLOAT16_TOLERANCE);
    }

    /** Norm of the difference over the norm of what is expected. */
    private static double distance(INDArray actual, INDArray expected) {
        INDArray exact = expected.castTo(actual.dataType());
        return actual.sub(exact).norm2Number().doubleValue()
                / exact.norm2Number().doubleValue();
    }

    private INDArray attentionGradient(Kernel kernel, INDArray qkv, INDArray dY, AttentionShape shape) {
        INDArray logSumExp = normal(shape.batch() * shape.heads(), shape.time());
        INDArray y = normal(shape.rows(), shape.width());
        INDArray dQkv = normal(shape.rows(), shape.rowWidth());
        kernel.attention(of(qkv), shape, of(y), of(logSumExp));
        kernel.attentionGradient(of(dY), of(y), of(qkv), shape, of(logSumExp), of(dQkv));
        return dQkv;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void attentionOverACacheIsThatOverTheWholeSequence(Kernel kernel) {
        AttentionShape whole = new AttentionShape(1, 9, 4, 2, 3);
        INDArray qkv = normal(9, whole.rowWidth());
        double[][] expected = Reference.attention(qkv.toDoubleMatrix(), whole);
        Tensor keys = of(normal(12, whole.keyValueWidth()));
        Tensor values = of(normal(12, whole.keyValueWidth()));
        INDArray y = normal(9, whole.width());
        for (int[] part : new int[][] {{0, 5}, {5, 1}, {6, 3}}) {
            AttentionShape shape = new AttentionShape(1, part[1], 4, 2, 3);
            kernel.cachedAttention(
                    of(qkv).rows(part[0], part[1]), shape, keys, values, part[0], of(y).rows(part[0], part[1]));
        }
        assertClose(y, (i, j) -> expected[i][j]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gathersRowsOfATable(Kernel kernel) {
        INDArray table = normal(6, 20);
        INDArray y = normal(6, 20);
        int[] ids = {5, 0, 0, 3, 5, 1};
        kernel.gather(ids, of(table), of(y), false);
        assertClose(y, (i, j) -> table.getDouble(ids[i], j));
        kernel.gather(new int[] {1, 1, 1, 2, 2, 2}, of(table), of(y), true);
        assertClose(y, (i, j) -> table.getDouble(ids[i], j) + table.getDouble(1 + i / 3, j));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addsUpTheGradientsOfRepeatedTokens(Kernel kernel) {
        INDArray dY = normal(6, 90);
        INDArray dTable = normal(6, 90);
        int[] ids = {5, 0, 0, 3, 5, 1};
        double[][] expected = dTable.toDoubleMatrix();
        for (int n = 0; n < 6; n++) {
            for (int j = 0; j < 90; j++) {
                expected[ids[n]][j] += dY.getDouble(n, j);
            }
        }
        kernel.scatterAdd(ids, of(dY), of(dTable));
        assertClose(dTable, (i, j) -> expected[i][j]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void crossEntropySumsOverTargetsThatCount(Kernel kernel) {
        INDArray logits = normal(4, 21).muli(30);
        int[] targets = {9, 9, 3, -1, 10, 0};
        double expected = Reference.crossEntropy(logits.toDoubleMatrix(), targets, 2);
        assertThat(kernel.crossEntropy(of(logits.dup()), targets, 2).getAsDouble())
                .isCloseTo(expected, within(1e-4));
        assertThat(kernel.crossEntropyGradient(of(logits.dup()), targets, 2, 1).getAsDouble())
                .isCloseTo(expected, within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void crossEntropyGradientMatchesDifferences(Kernel kernel) {
        INDArray logits = normal(4, 21);
        double[][] before = logits.toDoubleMatrix();
        int[] targets = {9, 9, 3, -1, 10, 0};
        kernel.crossEntropyGradient(of(logits), targets, 2, 0.25f);
        assertClose(
                logits,
                (i, j) -> 0.25 * Reference.difference(before, i, j, () -> Reference.crossEntropy(before, targets, 2)));
        assertThat(logits.getRow(1).amaxNumber().doubleValue()).isZero();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsSquares(Kernel kernel) {
        INDArray x = normal(70, 97);
        assertThat(kernel.squares(of(x)))
                .isCloseTo(Reference.dot(x.toDoubleMatrix(), x.toDoubleMatrix()), within(0.02));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void updatesAsAdamWSays(Kernel kernel) {
        INDArray p = vector(100);
        INDArray g = vector(100);
        INDArray m = vector(100);
        INDArray v = vector(100).muli(0.5);
        v.muli(v);
        double[][] before = {p.toDoubleVector(), g.toDoubleVector(), m.toDoubleVector(), v.toDoubleVector()};
        AdamWStep step = AdamWStep.of(3, 0.01, 0.9, 0.95, 1e-8, 0.1).withGradientFactor(0.5);
        kernel.adamW(of(p), of(g), of(m), of(v), step);
        for (int i = 0; i < 100; i++) {
            double gradient = before[1][i] / 2;
            double mean = 0.9 * before[2][i] + 0.1 * gradient;
            double square = 0.95 * before[3][i] + 0.05 * gradient * gradient;
            double root = Math.sqrt(square / (1 - Math.pow(0.95, 3))) + 1e-8;
            double expected = before[0][i] * (1 - 0.01 * 0.1) - 0.01 * mean / (1 - Math.pow(0.9, 3)) / root;
            assertThat(m.getDouble(i)).isCloseTo(mean, within(1e-6));
            assertThat(v.getDouble(i)).isCloseTo(square, within(1e-6));
            assertThat(p.getDouble(i)).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void autoTakesTheFastKernelOnACpuBackend() {
        assertThat(Kernels.create("auto").name()).isEqualTo("cpu");
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> Kernels.create("gpu"))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("kernel must be one of [auto, cpu, nd4j, cuda] but is gpu")
                .extracting(thrown -> ((BloomeryException) thrown).code())
                .isEqualTo(ErrorCode.CONFIGURATION);
    }

    private static Tensor of(INDArray array) {
        return Tensor.of(array);
    }

    private Norm.Statistics statistics(int rows) {
        return new Norm.Statistics(of(vector(rows)), of(vector(rows)));
    }

    private interface Expected {
        double at(int row, int column);
    }

    private static void assertClose(INDArray actual, Expected expected) {
        for (int i = 0; i < actual.rows(); i++) {
            for (int j = 0; j < actual.columns(); j++) {
                double value = expected.at(i, j);
                assertThat(actual.getDouble(i, j))
                        .as("element %d, %d", i, j)
                        .isCloseTo(value, within(TOLERANCE * Math.max(1, Math.abs(value))));
            }
        }
    }

    /** Compares with differences of the loss by the elements of a float array: coarse steps, so a coarse comparison. */
    private static void assertGradient(INDArray gradient, INDArray x, Supplier<Double> loss) {
        float step = 1e-2f;
        for (long i = 0; i < x.length(); i++) {
            float before = x.getFloat(i);
            x.putScalar(i, before + step);
            double above = loss.get();
            x.putScalar(i, before - step);
            double below = loss.get();
            x.putScalar(i, before);
            assertThat(gradient.getDouble(i)).as("element %d", i).isCloseTo((above - below) / (2 * step), within(2e-3));
        }
    }

    /** Every array is a view into the middle of a longer one, as parameters are. */
    private INDArray normal(int rows, int columns) {
        return vector(rows * columns).reshape('c', rows, columns);
    }

    private INDArray vector(int length) {
        float[] values = new float[length + 30];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.createFromArray(values).get(NDArrayIndex.interval(17, 17 + length));
    }

    private static INDArray row(float... values) {
        return Nd4j.createFromArray(values).reshape('c', 1, values.length);
    }
}
