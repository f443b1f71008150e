package io.bloomery.data.classify;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.fasttext.FastTextModel;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Map;

/**
 * The rules that score documents with a trained model; HOCON: {@code clean.rules.classify}.
 *
 * @param quality {@code quality}: our own classifier
 * @param fasttext {@code fasttext}: a classifier of fastText
 */
public record ClassifyRules(QualityConfig quality, FastTextConfig fasttext) implements Serializable {

    /** What makes each rule, by its name. */
    public Map<String, RuleFactory> factories() {
        return Map.of("quality", this::qualityRule, "fasttext", this::fastTextRule);
    }

    private Rule qualityRule(ResourceReader resources) throws IOException {
        requireModel(quality.model(), "quality");
        try (InputStream file = resources.open(quality.model())) {
            return new ScoreRule("quality", "quality-score", quality.minScore(), QualityModelFile.read(file)::score);
        }
    }

    private Rule fastTextRule(ResourceReader resources) throws IOException {
        requireModel(fasttext.model(), "fasttext");
        try (InputStream file = resources.open(fasttext.model())) {
            FastTextModel model = FastTextModel.read(file);
            String label = fasttext.label();
            if (!model.labels().contains(label)) {
                throw new BloomeryException(
                        ErrorCode.CONFIGURATION,
                        "the model " + fasttext.model() + " has no label '" + label + "' but " + model.labels(),
                        "Set clean.rules.classify.fasttext.label.");
            }
            return new ScoreRule(
                    "fasttext-quality",
                    "fasttext-quality-score",
                    fasttext.minScore(),
                    text -> score(model, label, text));
        }
    }

    private static double score(FastTextModel model, String label, String text) {
        return model.predict(text).stream()
                .filter(prediction -> prediction.label().equals(label))
                .mapToDouble(prediction -> Math.min(1, prediction.probability()))
                .findFirst()
                .orElse(0);
    }

    private static void requireModel(String model, String rule) {
        if (model.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "the profile names the rule classify." + rule + ", and no model is set for it",
                    "Set clean.rules.classify." + rule + ".model to the path of a model.");
        }
    }
}
