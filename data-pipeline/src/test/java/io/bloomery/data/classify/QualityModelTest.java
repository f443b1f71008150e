package io.bloomery.data.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.failure.BloomeryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QualityModelTest {

    private static final QualityModel MODEL =
            QualityTrainer.train(Texts.examples(1, 400, 0.3), TrainingConfig.DEFAULTS);

    @Test
    void tellsTextsApartThatItHasNotSeen() {
        Evaluation evaluation = Evaluation.of(MODEL, Texts.examples(2, 400, 0.3));
        assertThat(evaluation.examples()).isEqualTo(400);
        assertThat(evaluation.accuracy()).isGreaterThan(0.95);
        assertThat(evaluation.f1()).isGreaterThan(0.95);
        assertThat(evaluation.auc()).isGreaterThan(0.99);
        assertThat(MODEL.score("the theorem explains the evidence")).isGreaterThan(0.9);
        assertThat(MODEL.score("click to subscribe and buy")).isLessThan(0.1);
    }

    @Test
    void learnsFromChineseCharacters() {
        List<Example> examples = List.of(
                new Example(HashedNgrams.of("因此这个定理说明了原因"), true), new Example(HashedNgrams.of("点击购买便宜商品"), false));
        QualityModel model = QualityTrainer.train(examples, TrainingConfig.DEFAULTS);
        assertThat(model.score("定理的原因")).isGreaterThan(0.6);
        assertThat(model.score("便宜购买")).isLessThan(0.4);
    }

    @Test
    void learnsTheSameFromTheSame() throws IOException {
        QualityModel again = QualityTrainer.train(Texts.examples(1, 400, 0.3), TrainingConfig.DEFAULTS);
        assertThat(bytes(again)).isEqualTo(bytes(MODEL));
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        QualityModel copy = QualityModelFile.read(new ByteArrayInputStream(bytes(MODEL)));
        assertThat(bytes(copy)).isEqualTo(bytes(MODEL)).hasSizeLessThan(20_000);
        assertThat(copy.score("the theorem")).isEqualTo(MODEL.score("the theorem"));
    }

    @Test
    void refusesEveryDamage() throws IOException {
        byte[] file = bytes(MODEL);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = file.clone();
            damaged[i < 40 ? i % 24 : random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> QualityModelFile.read(new ByteArrayInputStream(damaged)))
                    .isInstanceOf(BloomeryException.class)
                    .hasMessageStartingWith("this is no model of the quality classifier: ");
            byte[] cut = Arrays.copyOf(file, random.nextInt(file.length));
            assertThatThrownBy(() -> QualityModelFile.read(new ByteArrayInputStream(cut)))
                    .isInstanceOf(BloomeryException.class);
        }
    }

    @Test
    void wantsExamplesOfBothClasses() {
        assertThatThrownBy(() -> QualityTrainer.train(Texts.examples(1, 10, 1), TrainingConfig.DEFAULTS))
                .hasMessage("there are 10 positive and 0 negative examples to learn from");
    }

    @Test
    void countsOfAnEvaluationFollowTheirDefinitions() {
        QualityModel constant = new QualityModel(new float[1 << HashedNgrams.BITS], 1);
        Evaluation evaluation = Evaluation.of(constant, Texts.examples(3, 100, 0.4));
        double share = evaluation.positives() / 100.0;
        assertThat(evaluation.accuracy()).isEqualTo(share);
        assertThat(evaluation.f1()).isCloseTo(2 * share / (1 + share), within(1e-12));
        assertThat(evaluation.auc()).isCloseTo(0.5, within(1e-12));
        assertThat(Evaluation.of(constant, List.of())).isEqualTo(new Evaluation(0, 0, 0, 0, 0.5));
    }

    @Test
    void seesAsManyNgramsAsThereAre() {
        assertThat(HashedNgrams.of("").size()).isZero();
        assertThat(HashedNgrams.of("one").size()).isEqualTo(1);
        assertThat(HashedNgrams.of("One two, ONE").size()).isEqualTo(4); // one, two, one two, two one
        assertThat(HashedNgrams.of("中文，中").size()).isEqualTo(4);
        assertThat(HashedNgrams.of("e\u0301te\u0301").size()).isEqualTo(1);
        SparseVector vector = HashedNgrams.of("to be or not to be");
        double length = 0;
        for (int i = 0; i < vector.size(); i++) {
            length += vector.value(i) * vector.value(i);
        }
        assertThat(length).isCloseTo(1, within(1e-6));
    }

    @Test
    void refusesSettingsThatCannotLearn() {
        assertThatThrownBy(() -> new TrainingConfig(0, 1, 0, 1)).hasMessage("epochs must be in [1, 1000] but is 0");
        assertThatThrownBy(() -> new TrainingConfig(1, 0, 0, 1)).hasMessage("learning-rate must be > 0 but is 0.0");
        assertThatThrownBy(() -> new TrainingConfig(1, 1, 1, 1)).hasMessage("l2 must be in [0, 1) but is 1.0");
    }

    static byte[] bytes(QualityModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QualityModelFile.write(model, out);
        return out.toByteArray();
    }
}
