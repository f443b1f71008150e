package io.bloomery.model.kernel;

import static java.nio.ByteOrder.nativeOrder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
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

    // Constants as vectors: making one from a float is a call that the compiler must inline, and it inlines only so
    // many.
    private static final FloatVector ONES = FloatVector.broadcast(FLOATS, 1);
    private static final FloatVector MIN_ARGUMENT = FloatVector.broadcast(FLOATS, Scalars.MIN_ARGUMENT);
    private static final FloatVector MAX_ARGUMENT = FloatVector.broadcast(FLOATS, Scalars.MAX_ARGUMENT);
    private static final FloatVector LOG2_E = FloatVector.broadcast(FLOATS, Scalars.LOG2_E);
    private static final FloatVector ROUNDING = FloatVector.broadcast(FLOATS, Scalars.ROUNDING);
    private static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(FLOATS, -Scalars.LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(FLOATS, -Scalars.LN2_LOW);
    private static final FloatVector C2 = FloatVector.broadcast(FLOATS, Scalars.C2);
    private static final FloatVector C3 = FloatVector.broadcast(FLOATS, Scalars.C3);
    private static final FloatVector C4 = FloatVector.broadcast(FLOATS, Scalars.C4);
    private static final FloatVector C5 = FloatVector.broadcast(FLOATS, Scalars.C5);
    private static final FloatVector C6 = FloatVector.broadcast(FLOATS, Scalars.C6);
    private static final IntVector MANTISSA_BITS =
            IntVector.broadcast(IntVector.SPECIES_PREFERRED, Scalars.MANTISSA_BITS);
    private static final IntVector ONE_BITS = IntVector.broadcast(IntVector.SPECIES_PREFERRED, Scalars.ONE_BITS);

    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final LongVector NUMBERS = LongVector.zero(LONGS).addIndex(1);
    private static final LongVector LOW_HALF = LongVector.broadcast(LONGS, 0xFFFFFFFFL);
    private static final LongVector PHILOX0 = LongVector.broadcast(LONGS, Integer.toUnsignedLong(Dropout.MULTIPLIER0));
    private static final LongVector PHILOX1 = LongVector.broadcast(LONGS, Integer.toUnsignedLong(Dropout.MULTIPLIER1));

    /** Loops of several passes take this many floats at a time, which stay in the first-level cache. */
    private static final int CHUNK = 2048;

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
    public void shift(ByteBuffer x, int xAt, float value, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            store(load(x, xAt + i).add(value), x, xAt + i);
        }
        rest.shift(x, xAt + i, value, count - i);
    }

    @Override
    public void drop(ByteBuffer x, int xAt, Dropout dropout, long first, ByteBuffer y, int yAt, int count) {
        int bits = Float.floatToRawIntBits(dropout.scale());
        int half = Dropout.BLOCK / 2;
        int i = 0;
        for (; i <= count - Dropout.BLOCK; i += Dropout.BLOCK) {
            for (int j = i; j < i + half; j += LANES) {
                LongVector low = NUMBERS.add((first + i) / 4 + (j - i) / 2);
                LongVector word1 = low.lanewise(VectorOperators.LSHR, Integer.SIZE);
                LongVector word0 = low.lanewise(VectorOperators.AND, LOW_HALF);
                LongVector word2 = LongVector.broadcast(LONGS, Integer.toUnsignedLong(dropout.site()));
                LongVector word3 = LongVector.broadcast(LONGS, Integer.toUnsignedLong(dropout.step()));
                for (int round = 0; round < Dropout.ROUNDS; round++) {
                    LongVector product0 = word0.mul(PHILOX0);
                    LongVector product1 = word2.mul(PHILOX1);
                    word0 = product1.lanewise(VectorOperators.LSHR, Integer.SIZE)
                            .lanewise(VectorOperators.XOR, word1)
                            .lanewise(VectorOperators.XOR, dropout.key0(round));
                    word2 = product0.lanewise(VectorOperators.LSHR, Integer.SIZE)
                            .lanewise(VectorOperators.XOR, word3)
                            .lanewise(VectorOperators.XOR, dropout.key1(round));
                    word1 = product1.lanewise(VectorOperators.AND, LOW_HALF);
                    word3 = product0.lanewise(VectorOperators.AND, LOW_HALF);
                }
                store(load(x, xAt + j).mul(factors(word0, word1, dropout.threshold(), bits)), y, yAt + j);
                store(load(x, xAt + j + half).mul(factors(word2, word3, dropout.threshold(), bits)), y, yAt + j + half);
            }
        }
        rest.drop(x, xAt + i, dropout, first + i, y, yAt + i, count - i);
    }

    /** A factor, given by its bits, where the upper 31 bits of a word reach the threshold, and 0 elsewhere. */
    private static FloatVector factors(LongVector even, LongVector odd, int threshold, int bits) {
        IntVector words = odd.lanewise(VectorOperators.LSHL, Integer.SIZE)
                .lanewise(VectorOperators.OR, even)
                .reinterpretAsInts();
        return words.lanewise(VectorOperators.LSHR, 1)
                .neg()
                .add(threshold - 1) // negative where the element is kept
                .lanewise(VectorOperators.ASHR, Integer.SIZE - 1)
                .lanewise(VectorOperators.AND, bits)
                .reinterpretAsFloats();
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

    /** As {@link Scalars#exp}; the only loop with it, as a method of its own would be too large for others to inline. */
    @Override
    public float exponentials(ByteBuffer x, int xAt, float factor, float shift, ByteBuffer y, int yAt, int count) {
        FloatVector sum = FloatVector.zero(FLOATS);
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        FloatVector shifts = FloatVector.broadcast(FLOATS, shift);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector argument =
                    load(x, xAt + i).mul(factors).sub(shifts).max(MIN_ARGUMENT).min(MAX_ARGUMENT);
            FloatVector shifted = argument.fma(LOG2_E, ROUNDING);
            FloatVector k = shifted.sub(ROUNDING);
            FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, argument));
            FloatVector tail = r.fma(C6, C5)
                    .fma(r, C4)
                    .fma(r, C3)
                    .fma(r, C2)
                    .mul(r)
                    .fma(r, r)
                    .add(ONES);
            IntVector power = shifted.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                    .add(ONE_BITS);
            FloatVector value = tail.mul(power.reinterpretAsFloats());
            store(value, y, yAt + i);
            sum = sum.add(value);
        }
        float ofRest = rest.exponentials(x, xAt + i, factor, shift, y, yAt + i, count - i);
        return sum.reduceLanes(VectorOperators.ADD) + ofRest;
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
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            int whole = length - length % LANES;
            int at = xAt + from;
            int into = yAt + from;
            geluArguments(x, at, y, into, whole);
            exponentials(y, into, 1, 0, y, into, whole);
            for (int i = 0; i < whole; i += LANES) {
                store(load(x, at + i).div(load(y, into + i).add(1)), y, into + i);
            }
            rest.gelu(x, at + whole, y, into + whole, length - whole);
        }
    }

    @Override
    public void geluGradient(ByteBuffer dY, int dYAt, ByteBuffer x, int xAt, ByteBuffer dX, int dXAt, int count) {
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            int whole = length - length % LANES;
            int at = xAt + from;
            int into = dXAt + from;
            geluArguments(x, at, dX, into, whole);
            exponentials(dX, into, 1, 0, dX, into, whole);
            for (int i = 0; i < whole; i += LANES) {
                FloatVector value = load(x, at + i);
                FloatVector sigmoid = ONES.div(load(dX, into + i).add(1));
                FloatVector slope = value.mul(value).mul(3 * Scalars.GELU_CUBIC).add(Scalars.GELU_LINEAR);
                FloatVector second = value.mul(sigmoid).mul(ONES.sub(sigmoid)).mul(slope);
                store(load(dY, dYAt + from + i).mul(sigmoid.sub(second)), dX, into + i);
            }
            rest.geluGradient(dY, dYAt + from + whole, x, at + whole, dX, into + whole, length - whole);
        }
    }

    /** What GELU takes the exponential of, for whole registers. */
    private static void geluArguments(ByteBuffer x, int xAt, ByteBuffer y, int yAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = load(x, xAt + i);
            FloatVector factor = value.mul(value).mul(Scalars.GELU_CUBIC).add(Scalars.GELU_LINEAR);
            store(factor.mul(value), y, yAt + i);
        }
    }

    @Override
    public void swiGlu(ByteBuffer x, int gateAt, int upAt, ByteBuffer y, int yAt, int count) {
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            int whole = length - length % LANES;
            int into = yAt + from;
            exponentials(x, gateAt + from, -1, 0, y, into, whole);
            for (int i = 0; i < whole; i += LANES) {
                FloatVector gate = load(x, gateAt + from + i);
                store(gate.div(load(y, into + i).add(1)).mul(load(x, upAt + from + i)), y, into + i);
            }
            int done = from + whole;
            rest.swiGlu(x, gateAt + done, upAt + done, y, yAt + done, length - whole);
        }
    }

    @Override
    public void swiGluGradient(ByteBuffer dY, int dYAt, ByteBuffer x, int gateAt, int upAt, ByteBuffer dX, int count) {
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            int whole = length - length % LANES;
            int at = gateAt + from;
            exponentials(x, at, -1, 0, dX, at, whole);
            for (int i = 0; i < whole; i += LANES) {
                FloatVector gate = load(x, at + i);
                FloatVector sigmoid = ONES.div(load(dX, at + i).add(1));
                FloatVector silu = gate.mul(sigmoid);
                FloatVector slope = ONES.sub(sigmoid).mul(silu).add(sigmoid);
                FloatVector d = load(dY, dYAt + from + i);
                store(d.mul(load(x, upAt + from + i)).mul(slope), dX, at + i);
                store(d.mul(silu), dX, upAt + from + i);
            }
            int done = from + whole;
            rest.swiGluGradient(dY, dYAt + done, x, gateAt + done, upAt + done, dX, length - whole);
        }
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

    private static FloatVector load(ByteBuffer from, int index) {
        return FloatVector.fromByteBuffer(FLOATS, from, index * Float.BYTES, ORDER);
    }

    private static void store(FloatVector value, ByteBuffer into, int index) {
        value.intoByteBuffer(into, index * Float.BYTES, ORDER);
    }
}
