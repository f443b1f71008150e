package io.bloomery.model.kernel;

import java.util.function.DoubleSupplier;

/** The operations as their formulas say, in double precision and without any cleverness. */
final class Reference {

    private Reference() {}

    static double[][] multiply(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    static double[][] transpose(double[][] a) {
        double[][] t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    /** The nearest values with eight bits of mantissa, ties to even. */
    static double[][] bfloat16(double[][] x) {
        double[][] y = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                double unit = Math.ulp((float) x[i][j]) * 65536.0;
                y[i][j] = Math.rint(x[i][j] / unit) * unit;
            }
        }
        return y;
    }

    static double dot(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum;
    }

    static double[][] layerNorm(double[][] x, double[] gain, double[] bias) {
        double[][] y = new double[x.length][gain.length];
        for (int n = 0; n < x.length; n++) {
            double mean = 0;
            for (double value : x[n]) {
                mean += value / gain.length;
            }
            double variance = 0;
            for (double value : x[n]) {
                variance += (value - mean) * (value - mean) / gain.length;
            }
            for (int i = 0; i < gain.length; i++) {
                y[n][i] = (x[n][i] - mean) / Math.sqrt(variance + 1e-5) * gain[i] + bias[i];
            }
        }
        return y;
    }

    static double[][] rmsNorm(double[][] x, double[] gain) {
        double[][] y = new double[x.length][gain.length];
        for (int n = 0; n < x.length; n++) {
            double square = 0;
            for (double value : x[n]) {
                square += value * value / gain.length;
            }
            for (int i = 0; i < gain.length; i++) {
                y[n][i] = x[n][i] / Math.sqrt(square + 1e-5) * gain[i];
            }
        }
        return y;
    }

    static double[][] swiGlu(double[][] x) {
        int width = x[0].length / 2;
        double[][] y = new double[x.length][width];
        for (int n = 0; n < x.length; n++) {
            for (int i = 0; i < width; i++) {
                y[n][i] = x[n][i] / (1 + Math.exp(-x[n][i])) * x[n][width + i];
            }
        }
        return y;
    }

    /** As complex numbers, whose real parts are the first half of a head and whose imaginary parts are the second. */
    static double[][] rotate(double[][] qkv, AttentionShape shape, double[][] angles, int[] positions) {
        double[][] y = new double[qkv.length][];
        int half = shape.headWidth() / 2;
        for (int n = 0; n < qkv.length; n++) {
            y[n] = qkv[n].clone();
            for (int head = 0; head < shape.heads() + shape.keyValueHeads(); head++) {
                for (int pair = 0; pair < half; pair++) {
                    int real = head * shape.headWidth() + pair;
                    double length = Math.hypot(qkv[n][real], qkv[n][real + half]);
                    double angle = Math.atan2(qkv[n][real + half], qkv[n][real]) + angles[positions[n]][pair];
                    y[n][real] = length * Math.cos(angle);
                    y[n][real + half] = length * Math.sin(angle);
                }
            }
        }
        return y;
    }

    static double gelu(double x) {
        return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    static double[][] attention(double[][] qkv, AttentionShape shape) {
        double[][] y = new double[shape.rows()][shape.width()];
        for (int b = 0; b < shape.batch(); b++) {
            for (int h = 0; h < shape.heads(); h++) {
                for (int t = 0; t < shape.time(); t++) {
                    attend(qkv, shape, y, b * shape.time(), h, t);
                }
            }
        }
        return y;
    }

    private static void attend(double[][] qkv, AttentionShape shape, double[][] y, int row, int head, int t) {
        int column = head * shape.headWidth();
        int key = shape.width() + head / shape.group() * shape.headWidth();
        int value = key + shape.keyValueWidth();
        double[] weights = new double[t + 1];
        double sum = 0;
        for (int s = 0; s <= t; s++) {
            double score = 0;
            for (int d = 0; d < shape.headWidth(); d++) {
                score += qkv[row + t][column + d] * qkv[row + s][key + d];
            }
            weights[s] = Math.exp(score / Math.sqrt(shape.headWidth()));
            sum += weights[s];
        }
        for (int s = 0; s <= t; s++) {
            for (int d = 0; d < shape.headWidth(); d++) {
                y[row + t][column + d] += weights[s] / sum * qkv[row + s][value + d];
            }
        }
    }

    static double crossEntropy(double[][] logits, int[] targets, int first) {
        double loss = 0;
        for (int n = 0; n < logits.length; n++) {
            if (targets[first + n] >= 0) {
                double sum = 0;
                for (double logit : logits[n]) {
                    sum += Math.exp(logit);
                }
                loss += Math.log(sum) - logits[n][targets[first + n]];
            }
        }
        return loss;
    }

    /** Central difference of a loss by one element of its input. */
    static double difference(double[][] x, int i, int j, DoubleSupplier loss) {
        double step = 1e-5;
        double before = x[i][j];
        x[i][j] = before + step;
        double above = loss.getAsDouble();
        x[i][j] = before - step;
        double below = loss.getAsDouble();
        x[i][j] = before;
        return (above - below) / (2 * step);
    }
}
