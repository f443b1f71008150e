package io.bloomery.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Each operation against a plain double-precision formula, and each gradient against differences of that formula's
 * result.
 */
class KernelTest {

    private static final double TOLERANCE = 2e-5;

    private final Random random = new Random(42);

    static Stream<Kernel> kernels() {
        return Stream.of(Kernels.create("nd4j"), Kernels.create("cpu"));
    }

    @ParameterizedTest
    @CsvSource({
        "nd4j, false, false",
        "nd4j, true, false",
        "nd4j, false, true",
        "cpu, false, false",
        "cpu, true, false",
        "cpu, false, true",
        "cpu, true, true"
    })
    void multipliesViewsOfAFlatVector(String kernel, boolean transposeA, boolean transposeB) {
        INDArray a = transposeA ? normal(5, 7) : normal(7, 5);
        INDArray b = transposeB ? normal(3, 5) : normal(5, 3);
        INDArray c = normal(7, 3);
        double[][] before = c.toDoubleMatrix();
        double[][] product = Reference.multiply(
                transposeA ? Reference.transpose(a.toDoubleMatrix()) : a.toDoubleMatrix(),
                transposeB ? Reference.transpose(b.toDoubleMatrix()) : b.toDoubleMatrix());
        Kernels.create(kernel).multiply(a, transposeA, b, transposeB, c, true);
        assertClose(c, (i, j) -> before[i][j] + product[i][j]);
        Kernels.create(kernel).multiply(a, transposeA, b, transposeB, c, false);
        assertClose(c, (i, j) -> product[i][j]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addsABiasToEachRow(Kernel kernel) {
        INDArray x = normal(4, 9);
        INDArray bias = vector(9);
        double[][] before = x.toDoubleMatrix();
        kernel.addBias(x, bias);
        assertClose(x, (i, j) -> before[i][j] + bias.getDouble(j));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsRowsForTheGradientOfABias(Kernel kernel) {
        INDArray dY = normal(4, 9);
        INDArray dBias = vector(9);
        kernel.biasGradient(dY, dBias);
        for (int j = 0; j < 9; j++) {
            assertThat(dBias.getDouble(j)).isCloseTo(dY.getColumn(j).sumNumber().doubleValue(), within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addsInPlaceMoreThanOneChunk(Kernel kernel) {
        INDArray a = normal(50, 97);
        INDArray b = normal(50, 97);
        double[][] before = a.toDoubleMatrix();
        kernel.add(a, b, a);
        assertClose(a, (i, j) -> before[i][j] + b.getDouble(i, j));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void normalizesRowsWithAnEpsilon(Kernel kernel) {
        INDArray x = normal(5, 12);
        x.getRow(2).muli(1e-3); // a variance below the epsilon's reach shows whether it is there
        INDArray gain = vector(12);
        INDArray bias = vector(12);
        INDArray y = normal(5, 12);
        kernel.layerNorm(x, gain, bias, y, vector(5), vector(5));
        double[][] expected = Reference.layerNorm(x.toDoubleMatrix(), gain.toDoubleVector(), bias.toDoubleVector());
        assertClose(y, (i, j) -> expected[i][j]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void layerNormGradientMatchesDifferences(Kernel kernel) {
        INDArray x = normal(5, 12);
        INDArray gain = vector(12);
        INDArray bias = vector(12);
        INDArray dY = normal(5, 12);
        INDArray mean = vector(5);
        INDArray inverse = vector(5);
        kernel.layerNorm(x, gain, bias, normal(5, 12), mean, inverse);
        INDArray dX = normal(5, 12);
        INDArray before = dX.dup();
        INDArray dGain = vector(12);
        INDArray dBias = vector(12);
        kernel.layerNormGradient(dY, x, gain, mean, inverse, dX, dGain, dBias);
        Supplier<Double> loss = () -> Reference.dot(
                dY.toDoubleMatrix(),
                Reference.layerNorm(x.toDoubleMatrix(), gain.toDoubleVector(), bias.toDoubleVector()));
        assertGradient(dX.sub(before), x, loss);
        assertGradient(dGain, gain, loss);
        assertGradient(dBias, bias, loss);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void geluIsTheTanhForm(Kernel kernel) {
        INDArray x = row(-40f, -5f, -2f, -1f, -0.1f, 0f, 1e-4f, 1f, 2f, 5f, 40f);
        INDArray y = x.dup();
        kernel.gelu(x, y);
        assertClose(y, (i, j) -> Reference.gelu(x.getDouble(i, j)));
        assertThat(y.getDouble(0, 8)).isCloseTo(1.954597694, within(1e-6)); // gelu_new(2) of transformers
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void geluGradientMatchesDifferencesInPlace(Kernel kernel) {
        INDArray x = normal(60, 50);
        INDArray dY = normal(60, 50);
        double[][] weights = dY.toDoubleMatrix();
        kernel.geluGradient(dY, x, dY);
        double step = 1e-5;
        assertClose(
                dY,
                (i, j) -> weights[i][j]
                        * (Reference.gelu(x.getDouble(i, j) + step) - Reference.gelu(x.getDouble(i, j) - step))
                        / (2 * step));
    }

    @ParameterizedTest
    @CsvSource({
        "nd4j, 2, 5, 2, 3",
        "cpu, 2, 5, 2, 3",
        "cpu, 1, 64, 1, 4",
        "cpu, 2, 65, 2, 4",
        "cpu, 1, 150, 1, 2",
        "nd4j, 1, 1, 1, 1",
        "cpu, 1, 1, 1, 1"
    })
    void attendsToThePastOnly(String name, int batch, int time, int heads, int headWidth) {
        AttentionShape shape = new AttentionShape(batch, time, heads, headWidth);
        INDArray qkv = normal(shape.rows(), 3 * shape.width());
        INDArray y = normal(shape.rows(), shape.width());
        Kernels.create(name).attention(qkv, shape, y, normal(batch * heads, time));
        double[][] expected = Reference.attention(qkv.toDoubleMatrix(), shape);
        assertClose(y, (i, j) -> expected[i][j]);
    }

    @ParameterizedTest
    @CsvSource({"nd4j, 2, 4, 2, 3", "cpu, 2, 4, 2, 3", "cpu, 1, 66, 1, 2"})
    void attentionGradientMatchesDifferences(String name, int batch, int time, int heads, int headWidth) {
        Kernel kernel = Kernels.create(name);
        AttentionShape shape = new AttentionShape(batch, time, heads, headWidth);
        INDArray qkv = normal(shape.rows(), 3 * shape.width());
        INDArray dY = normal(shape.rows(), shape.width());
        INDArray logSumExp = normal(batch * heads, time);
        kernel.attention(qkv, shape, normal(shape.rows(), shape.width()), logSumExp);
        INDArray dQkv = normal(shape.rows(), 3 * shape.width());
        kernel.attentionGradient(dY, qkv, shape, logSumExp, dQkv);
        double[][] weights = dY.toDoubleMatrix();
        double[][] inputs = qkv.toDoubleMatrix();
        assertClose(
                dQkv,
                (i, j) -> Reference.difference(
                        inputs, i, j, () -> Reference.dot(weights, Reference.attention(inputs, shape))));
    }

    @Test
    void attentionOfLongSequencesIsTheSameInBothKernels() {
        AttentionShape shape = new AttentionShape(2, 200, 3, 16);
        INDArray qkv = normal(shape.rows(), 3 * shape.width());
        INDArray dY = normal(shape.rows(), shape.width());
        INDArray[] gradients = kernels()
                .map(kernel -> {
                    INDArray logSumExp = normal(6, 200);
                    kernel.attention(qkv, shape, normal(shape.rows(), shape.width()), logSumExp);
                    INDArray dQkv = normal(shape.rows(), 3 * shape.width());
                    kernel.attentionGradient(dY, qkv, shape, logSumExp, dQkv);
                    return dQkv;
                })
                .toArray(INDArray[]::new);
        assertThat(gradients[0].sub(gradients[1]).amaxNumber().doubleValue()).isLessThan(1e-5);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void embedsTokensAndPositions(Kernel kernel) {
        INDArray tokens = normal(6, 4);
        INDArray positions = normal(5, 4);
        INDArray y = normal(6, 4);
        int[] ids = {5, 0, 0, 3, 5, 1};
        kernel.embedding(ids, 3, tokens, positions, y);
        assertClose(y, (i, j) -> tokens.getDouble(ids[i], j) + positions.getDouble(i % 3, j));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addsUpTheGradientsOfRepeatedTokens(Kernel kernel) {
        INDArray dY = normal(6, 4);
        INDArray dTokens = normal(6, 4);
        INDArray dPositions = normal(5, 4);
        int[] ids = {5, 0, 0, 3, 5, 1};
        double[][] before = dTokens.toDoubleMatrix();
        double[][] expectedTokens = dTokens.toDoubleMatrix();
        double[][] expectedPositions = new double[5][4];
        for (int n = 0; n < 6; n++) {
            for (int j = 0; j < 4; j++) {
                expectedTokens[ids[n]][j] += dY.getDouble(n, j);
                expectedPositions[n % 3][j] += dY.getDouble(n, j);
            }
        }
        kernel.embeddingGradient(ids, 3, dY, dTokens, dPositions);
        assertClose(dTokens, (i, j) -> expectedTokens[i][j]);
        assertClose(dPositions, (i, j) -> expectedPositions[i][j]);
        assertThat(dTokens.getDouble(2, 0)).isEqualTo(before[2][0]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void crossEntropySumsOverTargetsThatCount(Kernel kernel) {
        INDArray logits = normal(4, 11).muli(30);
        int[] targets = {9, 9, 3, -1, 10, 0};
        double expected = Reference.crossEntropy(logits.toDoubleMatrix(), targets, 2);
        assertThat(kernel.crossEntropy(logits, targets, 2)).isCloseTo(expected, within(1e-4));
        assertThat(kernel.crossEntropyGradient(logits.dup(), targets, 2, 1)).isCloseTo(expected, within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void crossEntropyGradientMatchesDifferences(Kernel kernel) {
        INDArray logits = normal(4, 11);
        double[][] before = logits.toDoubleMatrix();
        int[] targets = {9, 9, 3, -1, 10, 0};
        kernel.crossEntropyGradient(logits, targets, 2, 0.25f);
        assertClose(
                logits,
                (i, j) -> 0.25 * Reference.difference(before, i, j, () -> Reference.crossEntropy(before, targets, 2)));
        assertThat(logits.getRow(1).amaxNumber().doubleValue()).isZero();
    }

    @Test
    void exponentialsAreExactToFloatPrecision() {
        float[] x = new float[200_001];
        for (int i = 0; i < x.length; i++) {
            x[i] = -87f + i * (175f / 200_000);
        }
        float[] y = x.clone();
        new FloatRows().exp(y, y.length);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            worst = Math.max(worst, Math.abs(y[i] / Math.exp(x[i]) - 1));
        }
        assertThat(worst).isLessThan(2e-7);
    }

    @Test
    void exponentialsClampWhatAFloatCannotHoldAndKeepNaN() {
        float[] x = {-1000f, Float.NEGATIVE_INFINITY, 0f, Float.NaN, 1000f};
        new FloatRows().exp(x, 5);
        assertThat(x[0]).isBetween(0f, 1e-37f);
        assertThat(x[1]).isBetween(0f, 1e-37f);
        assertThat(x[2]).isEqualTo(1f);
        assertThat(x[3]).isNaN();
        assertThat(x[4]).isGreaterThan(1e38f);
    }

    @Test
    void autoTakesTheFastKernelOnACpuBackend() {
        assertThat(Kernels.create("auto").name()).isEqualTo("cpu");
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> Kernels.create("gpu"))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("kernel must be one of [auto, cpu, nd4j] but is gpu")
                .extracting(thrown -> ((BloomeryException) thrown).code())
                .isEqualTo(ErrorCode.CONFIGURATION);
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
