package io.bloomery.model.kernel;

import java.nio.ByteBuffer;

/** One float after the other: for JVMs without the vector module, and for what is left over of a row. */
final class PlainLoops implements Loops {

    @Override
    public float sum(ByteBuffer x, int xAt, int count) {
        float sum = 0;
        for (int i = 0; i < count; i++) {
            sum += at(x, xAt + i);
        }
        return sum;
    }

    @Override
    public float squares(ByteBuffer x, int xAt, float center, int count) {
        float sum = 0;
        for (int i = 0; i < count; i++) {
            float distance = at(x, xAt + i) - center;
            sum += distance * distance;
        }
        return sum;
    }

    @Override
    public float max(ByteBuffer x, int xAt, int count) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, at(x, xAt + i));
        }
        return max;
    }

    @Override
    public float dot(ByteBuffer x, int xAt, ByteBuffer y, int yAt, int count) {
        float sum = 0;
        for (int i = 0; i < count; i++) {
            sum += at(x, xAt + i) * at(y, yAt + i);
        }
        return sum;
    }

    @Override
    public float dot(ByteBuffer x, int xAt, ByteBuffer y, int yAt, ByteBuffer z, int zAt, float center, int count) {
        float sum = 0;
        for (int i = 0; i < count; i++) {
            sum += at(x, xAt + i) * at(y, yAt + i) * (at(z, zAt + i) - center);
        }
        return sum;
    }

    @Override
    public void add(ByteBuffer x, int xAt, ByteBuffer y, int yAt, ByteBuffer sum, int sumAt, int count) {
        for (int i = 0; i < count; i++) {
            put(sum, sumAt + i, at(x, xAt + i) + at(y, yAt + i));
        }
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
        for (int i = 0; i < count; i++) {
            put(sum, sumAt + i, at(sum, sumAt + i) + at(x, xAt + i) * (at(y, yAt + i) - center) * factor);
        }
    }

    @Override
    public void scale(ByteBuffer x, int xAt, float factor, int count) {
        for (int i = 0; i < count; i++) {
            put(x, xAt + i, at(x, xAt + i) * factor);
        }
    }

    @Override
    public void shift(ByteBuffer x, int xAt, float value, int count) {
        for (int i = 0; i < count; i++) {
            put(x, xAt + i, at(x, xAt + i) + value);
        }
    }

    @Override
    public void drop(ByteBuffer x, int xAt, Dropout dropout, long first, ByteBuffer y, int yAt, int count) {
        float[] factors = new float[Dropout.BLOCK];
        for (int i = 0; i < count; i++) {
            if (i % Dropout.BLOCK == 0) {
                dropout.factors((first + i) / Dropout.BLOCK, factors);
            }
            put(y, yAt + i, at(x, xAt + i) * factors[i % Dropout.BLOCK]);
        }
    }

    @Override
    public void fill(ByteBuffer x, int xAt, float value, int count) {
        for (int i = 0; i < count; i++) {
            put(x, xAt + i, value);
        }
    }

    @Override
    public void normalize(
            ByteBuffer x, int xAt, float center, float factor, ByteBuffer gain, ByteBuffer y, int yAt, int count) {
        normalize(x, xAt, center, factor, gain, 0, y, yAt, count);
    }

    void normalize(
            ByteBuffer x,
            int xAt,
            float center,
            float factor,
            ByteBuffer gain,
            int gainAt,
            ByteBuffer y,
            int yAt,
            int count) {
        for (int i = 0; i < count; i++) {
            put(y, yAt + i, (at(x, xAt + i) - center) * factor * at(gain, gainAt + i));
        }
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
        addNormGradient(dY, dYAt, x, xAt, gain, 0, slope, dX, dXAt, count);
    }

    void addNormGradient(
            ByteBuffer dY,
            int dYAt,
            ByteBuffer x,
            int xAt,
            ByteBuffer gain,
            int gainAt,
            NormSlope slope,
            ByteBuffer dX,
            int dXAt,
            int count) {
        for (int i = 0; i < count; i++) {
            float d = at(dY, dYAt + i) * at(gain, gainAt + i)
                    - slope.mean()
                    - (at(x, xAt + i) - slope.center()) * slope.along();
            put(dX, dXAt + i, at(dX, dXAt + i) + d * slope.factor());
        }
    }

    @Override
    public float exponentials(ByteBuffer x, int xAt, float factor, float shift, ByteBuffer y, int yAt, int count) {
        float sum = 0;
        for (int i = 0; i < count; i++) {
            float value = Scalars.exp(at(x, xAt + i) * factor - shift);
            put(y, yAt + i, value);
            sum += value;
        }
        return sum;
    }

    @Override
    public void softmaxGradient(ByteBuffer p, int pAt, ByteBuffer d, int dAt, float along, float factor, int count) {
        for (int i = 0; i < count; i++) {
            put(d, dAt + i, at(p, pAt + i) * (at(d, dAt + i) - along) * factor);
        }
    }

    @Override
    public void gelu(ByteBuffer x, int xAt, ByteBuffer y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            put(y, yAt + i, Scalars.gelu(at(x, xAt + i)));
        }
    }

    @Override
    public void geluGradient(ByteBuffer dY, int dYAt, ByteBuffer x, int xAt, ByteBuffer dX, int dXAt, int count) {
        for (int i = 0; i < count; i++) {
            put(dX, dXAt + i, at(dY, dYAt + i) * Scalars.geluSlope(at(x, xAt + i)));
        }
    }

    @Override
    public void swiGlu(ByteBuffer x, int gateAt, int upAt, ByteBuffer y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            float gate = at(x, gateAt + i);
            put(y, yAt + i, gate * Scalars.sigmoid(gate) * at(x, upAt + i));
        }
    }

    @Override
    public void swiGluGradient(ByteBuffer dY, int dYAt, ByteBuffer x, int gateAt, int upAt, ByteBuffer dX, int count) {
        for (int i = 0; i < count; i++) {
            float gate = at(x, gateAt + i);
            float sigmoid = Scalars.sigmoid(gate);
            float d = at(dY, dYAt + i);
            float slope = sigmoid + gate * sigmoid * (1 - sigmoid);
            put(dX, gateAt + i, d * at(x, upAt + i) * slope);
            put(dX, upAt + i, d * gate * sigmoid);
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
        for (int i = 0; i < count; i++) {
            float c = at(cosine, angleAt + i);
            float s = at(sine, angleAt + i) * sign;
            float first = at(x, firstAt + i);
            float second = at(x, secondAt + i);
            put(x, firstAt + i, first * c - second * s);
            put(x, secondAt + i, second * c + first * s);
        }
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
        for (int i = at; i < at + count; i++) {
            float g = at(gradient, i) * step.gradientFactor();
            float m = at(mean, i) + (g - at(mean, i)) * (1 - step.beta1());
            float v = at(square, i) * step.beta2() + g * g * (1 - step.beta2());
            put(mean, i, m);
            put(square, i, v);
            float root = (float) Math.sqrt(v) * step.rootFactor() + step.epsilon();
            put(parameters, i, at(parameters, i) * step.keep() - m / root * step.rate());
        }
    }

    private static float at(ByteBuffer x, int index) {
        return x.getFloat(index * Float.BYTES);
    }

    private static void put(ByteBuffer x, int index, float value) {
        x.putFloat(index * Float.BYTES, value);
    }
}
