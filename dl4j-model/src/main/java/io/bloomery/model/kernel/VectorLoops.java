package io.bloomery.model.kernel;

import static java.nio.ByteOrder.nativeOrder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many floats at a time as a vector register holds, by the JDK's incubating Vector API; what is left over of a range goes
 * one after the other.
 *
 * <p>No masks and no conversions between lanes: JDK 17 has no instructions for them and falls back to objects.
 */
final class VectorLoops implements Loops {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final ByteOrder ORDER = nativeOrder();

    private final PlainLoops rest = new PlainLoops();

    @Override
    public float sum(ByteBuffer x, int xAt, int count) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            sum = sum.add(load(x, xAt + i));
        }
        return sum.reduceLanes(VectorOperators.ADD) + rest.sum(x, xAt + i, count - i);
    }

    @Override
    public float squares(ByteBuffer x, int xAt, float center, int count) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector distance = load(x, xAt + i).sub(center);
            sum = distance.fma(distance, sum);
        }
        return sum.reduceLanes(VectorOperators.ADD) + rest.squares(x, xAt + i, center, count - i);
    }

    @Override
    public float max(ByteBuffer x, int xAt, int count) {
        FloatVector max = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            max = max.max(load(x, xAt + i));
        }
        return Math.max(max.reduceLanes(VectorOperators.MAX), rest.max(x, xAt + i, count - i));
    }

    @Override
    public float dot(ByteBuffer x, int xAt, ByteBuffer y, int yAt, int count) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            sum = load(x, xAt + i).fma(load(y, yAt + i), sum);
        }
        return sum.reduceLanes(VectorOperators.ADD) + rest.dot(x, xAt + i, y, yAt + i, count - i);
    }

    @Override
    public float dot(ByteBuffer x, int xAt, ByteBuffer y, int yAt, ByteBuffer z, int zAt, float center, int count) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            sum = load(x, xAt + i).mul(load(y, yAt + i)).fma(load(z, zAt + i).sub(center), sum);
        }
        return sum.reduceLanes(VectorOperators.ADD) + rest.dot(x, xAt + i, y, yAt + i, z, zAt + i, center, count - i);
    }

    @Override
    public void add(ByteBuffer x, int xAt, ByteBuffer y, int yAt, ByteBuffer sum, int sumAt, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            store(load(x, xAt + i).add(load(y, yAt + i)), sum, sumAt + i);
        }
        rest.add(x, xAt + i, y, yAt + i, sum, sumAt + i, count - i);
    }

    @Override
    public void addProduct(
            ByteBuffer x,
            int xAt,
            ByteBuffer y,
            int yAt,
            float center,
            float factor,
            ByteBuffer sum,
            int sumAt,
            int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector normalized = load(y, yAt + i).sub(center).mul(factor);
            store(load(x, xAt + i).fma(normalized, load(sum, sumAt + i)), sum, sumAt + i);
        }
        rest.addProduct(x, xAt + i, y, yAt + i, center, factor, sum, sumAt + i, count - i);
    }

    @Override
    public void scale(ByteBuffer x, int xAt, float factor, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            store(load(x, xAt + i).mul(factor), x, xAt + i);
        }
        rest.scale(x, xAt + i, factor, count - i);
    }

    @Override
    public void fill(ByteBuffer x, int xAt, float value, int count) {
        FloatVector values = FloatVector.broadcast(FLOATS, value);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            store(values, x, xAt + i);
        }
        rest.fill(x, xAt + i, value, count - i);
    }

    @Override
    public void normalize(
            ByteBuffer x, int xAt, float center, float factor, ByteBuffer gain, ByteBuffer y, int yAt, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            store(load(x, xAt + i).sub(center).mul(factor).mul(load(gain, i)), y, yAt + i);
        }
        rest.normalize(x, xAt + i, center, factor, gain, i, y, yAt + i, count - i);
    }

    @Override
    public void addNormGradient(
            ByteBuffer dY,
            int dYAt,
            ByteBuffer x,
            int xAt,
            ByteBuffer gain,
            NormSlope slope,
            ByteBuffer dX,
            int dXAt,
            int count) {
        FloatVector along = FloatVector.broadcast(FLOATS, -slope.along());
        FloatVector factor = FloatVector.broadcast(FLOATS, slope.factor());
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector d = load(dY, dYAt + i).mul(load(gain, i)).sub(slope.mean());
            d = load(x, xAt + i).sub(slope.center()).fma(along, d);
            store(d.fma(factor, load(dX, dXAt + i)), dX, dXAt + i);
        }
        rest.addNormGradient(dY, dYAt + i, x, xAt + i, gain, i, slope, dX, dXAt + i, count - i);
    }

    @Override
    public float exponentials(ByteBuffer x, int xAt, float factor, float shift, int count) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector value = exp(load(x, xAt + i).mul(factor).sub(shift));
            store(value, x, xAt + i);
            sum = sum.add(value);
        }
        return sum.reduceLanes(VectorOperators.ADD) + rest.exponentials(x, xAt + i, factor, shift, count - i);
    }

    @Override
    public void softmaxGradient(ByteBuffer p, int pAt, ByteBuffer d, int dAt, float along, float factor, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            store(load(d, dAt + i).sub(along).mul(load(p, pAt + i)).mul(factor), d, dAt + i);
        }
        rest.softmaxGradient(p, pAt + i, d, dAt + i, along, factor, count - i);
    }

    @Override
    public void gelu(ByteBuffer x, int xAt, ByteBuffer y, int yAt, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector value = load(x, xAt + i);
            store(value.div(geluExponential(value).add(1)), y, yAt + i);
        }
        rest.gelu(x, xAt + i, y, yAt + i, count - i);
    }

    @Override
    public void geluGradient(ByteBuffer dY, int dYAt, ByteBuffer x, int xAt, ByteBuffer dX, int dXAt, int count) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector value = load(x, xAt + i);
            FloatVector sigmoid = one.div(geluExponential(value).add(1));
            FloatVector slope = value.mul(value).mul(3 * Scalars.GELU_CUBIC).add(Scalars.GELU_LINEAR);
            FloatVector second = value.mul(sigmoid).mul(one.sub(sigmoid)).mul(slope);
            store(load(dY, dYAt + i).mul(sigmoid.sub(second)), dX, dXAt + i);
        }
        rest.geluGradient(dY, dYAt + i, x, xAt + i, dX, dXAt + i, count - i);
    }

    @Override
    public void swiGlu(ByteBuffer x, int gateAt, int upAt, ByteBuffer y, int yAt, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector gate = load(x, gateAt + i);
            store(gate.div(exp(gate.neg()).add(1)).mul(load(x, upAt + i)), y, yAt + i);
        }
        rest.swiGlu(x, gateAt + i, upAt + i, y, yAt + i, count - i);
    }

    @Override
    public void swiGluGradient(ByteBuffer dY, int dYAt, ByteBuffer x, int gateAt, int upAt, ByteBuffer dX, int count) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector gate = load(x, gateAt + i);
            FloatVector sigmoid = one.div(exp(gate.neg()).add(1));
            FloatVector d = load(dY, dYAt + i);
            FloatVector silu = gate.mul(sigmoid);
            FloatVector slope = one.sub(sigmoid).fma(silu, sigmoid);
            store(d.mul(load(x, upAt + i)).mul(slope), dX, gateAt + i);
            store(d.mul(silu), dX, upAt + i);
        }
        rest.swiGluGradient(dY, dYAt + i, x, gateAt + i, upAt + i, dX, count - i);
    }

    @Override
    public void turn(
            ByteBuffer x,
            int firstAt,
            int secondAt,
            ByteBuffer cosine,
            ByteBuffer sine,
            int angleAt,
            float sign,
            int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector c = load(cosine, angleAt + i);
            FloatVector s = load(sine, angleAt + i).mul(sign);
            FloatVector first = load(x, firstAt + i);
            FloatVector second = load(x, secondAt + i);
            store(first.mul(c).sub(second.mul(s)), x, firstAt + i);
            store(second.mul(c).add(first.mul(s)), x, secondAt + i);
        }
        rest.turn(x, firstAt + i, secondAt + i, cosine, sine, angleAt + i, sign, count - i);
    }

    @Override
    public void adamW(
            ByteBuffer parameters,
            ByteBuffer gradient,
            ByteBuffer mean,
            ByteBuffer square,
            int at,
            AdamWStep step,
            int count) {
        int i = at;
        for (; i <= at + count - LANES; i += LANES) {
            FloatVector g = load(gradient, i).mul(step.gradientFactor());
            FloatVector m = load(mean, i);
            m = g.sub(m).mul(1 - step.beta1()).add(m);
            FloatVector v = load(square, i).mul(step.beta2()).add(g.mul(g).mul(1 - step.beta2()));
            store(m, mean, i);
            store(v, square, i);
            FloatVector root = v.sqrt().mul(step.rootFactor()).add(step.epsilon());
            store(load(parameters, i).mul(step.keep()).sub(m.div(root).mul(step.rate())), parameters, i);
        }
        rest.adamW(parameters, gradient, mean, square, i, step, at + count - i);
    }

    private static FloatVector geluExponential(FloatVector x) {
        return exp(x.mul(x).mul(Scalars.GELU_CUBIC).add(Scalars.GELU_LINEAR).mul(x));
    }

    /** As {@link Scalars#exp}. */
    private static FloatVector exp(FloatVector x) {
        FloatVector argument = x.max(Scalars.MIN_ARGUMENT).min(Scalars.MAX_ARGUMENT);
        FloatVector shifted = argument.mul(Scalars.LOG2_E).add(Scalars.ROUNDING);
        FloatVector k = shifted.sub(Scalars.ROUNDING);
        FloatVector r = argument.sub(k.mul(Scalars.LN2_HIGH)).sub(k.mul(Scalars.LN2_LOW));
        FloatVector tail = r.mul(Scalars.C6)
                .add(Scalars.C5)
                .mul(r)
                .add(Scalars.C4)
                .mul(r)
                .add(Scalars.C3)
                .mul(r)
                .add(Scalars.C2)
                .mul(r)
                .mul(r);
        IntVector power = shifted.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, Scalars.MANTISSA_BITS)
                .add(Scalars.ONE_BITS);
        return tail.add(r).add(1).mul(power.reinterpretAsFloats());
    }

    private static FloatVector load(ByteBuffer from, int index) {
        return FloatVector.fromByteBuffer(FLOATS, from, index * Float.BYTES, ORDER);
    }

    private static void store(FloatVector value, ByteBuffer into, int index) {
        value.intoByteBuffer(into, index * Float.BYTES, ORDER);
    }
}
