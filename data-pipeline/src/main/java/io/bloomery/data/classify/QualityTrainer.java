package io.bloomery.data.classify;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Fits a {@link QualityModel} to examples by stochastic gradient descent with AdaGrad (Duchi et al. 2011); the same examples
 * in the same order give the same model.
 *
 * <p>Both classes weigh the same in sum, however many examples each has.
 */
public final class QualityTrainer {

    private static final float FIRST_SQUARE = 1e-2f; // damps the first steps

    private final TrainingConfig config;
    private final float[] weights = new float[1 << HashedNgrams.BITS];
    private final float[] squares = new float[1 << HashedNgrams.BITS];
    private float bias;
    private float biasSquare;

    private QualityTrainer(TrainingConfig config) {
        this.config = config;
    }

    /**
     * The model of some examples.
     *
     * @throws BloomeryException if one of the classes has no example
     */
    public static QualityModel train(List<Example> examples, TrainingConfig config) {
        long positives = examples.stream().filter(Example::positive).count();
        long negatives = examples.size() - positives;
        if (positives == 0 || negatives == 0) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "there are " + positives + " positive and " + negatives + " negative examples to learn from",
                    "Give examples of both classes, and name the positive label.");
        }
        QualityTrainer trainer = new QualityTrainer(config);
        double ofPositive = examples.size() / (2.0 * positives);
        double ofNegative = examples.size() / (2.0 * negatives);
        List<Example> order = new ArrayList<>(examples);
        Random random = new Random(config.seed());
        for (int epoch = 0; epoch < config.epochs(); epoch++) {
            Collections.shuffle(order, random);
            for (Example example : order) {
                trainer.learn(example, example.positive() ? ofPositive : ofNegative);
            }
        }
        return new QualityModel(trainer.weights, trainer.bias);
    }

    private void learn(Example example, double importance) {
        SparseVector features = example.features();
        double score = 1 / (1 + Math.exp(-(features.dot(weights) + bias)));
        double error = (score - (example.positive() ? 1 : 0)) * importance;
        for (int i = 0; i < features.size(); i++) {
            int index = features.index(i);
            float gradient = (float) (error * features.value(i) + config.l2() * weights[index]);
            squares[index] += gradient * gradient;
            weights[index] -= step(gradient, squares[index]);
        }
        biasSquare += (float) (error * error);
        bias -= step((float) error, biasSquare);
    }

    private float step(float gradient, float square) {
        return (float) (config.learningRate() * gradient / Math.sqrt(square + FIRST_SQUARE));
    }
}
