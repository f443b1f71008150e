package io.bloomery.data.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.failure.BloomeryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with fastText itself; see {@code fasttext/README.md} of the test resources. */
class FastTextModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "softmax.bin",
                "hierarchical.bin",
                "one-versus-all.bin",
                "negative-sampling.bin",
                "pruned.ftz",
                "hierarchical.ftz"
            })
    void predictsWhatFastTextPredicts(String name) throws IOException {
        FastTextModel model = FastTextModel.read(resource(name));
        int compared = 0;
        for (String line : new String(resource("golden.jsonl").readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            JsonNode golden = JSON.readTree(line);
            if (golden.get("model").asText().equals(name)) {
                List<Prediction> predictions = model.predict(golden.get("text").asText());
                assertThat(predictions).as(line).hasSize(golden.get("labels").size());
                for (Prediction prediction : predictions) {
                    assertThat(prediction.probability())
                            .as(line)
                            .isCloseTo(
                                    golden.at("/labels/" + prediction.label()).asDouble(-1), within(2e-6));
                }
                compared++;
            }
        }
        assertThat(compared).isEqualTo(26);
    }

    @Test
    void namesTheLikeliestLabelFirstAndTakesLineEndsForSpaces() throws IOException {
        FastTextModel model = FastTextModel.read(resource("softmax.bin"));
        assertThat(model.labels()).containsExactlyInAnyOrder("en", "de", "fr", "es", "ru", "vi");
        assertThat(model.predict("der die\ndas und").get(0).label()).isEqualTo("de");
        assertThat(model.predict("der die\ndas und")).isEqualTo(model.predict("der die das und"));
    }

    @Test
    void predictsTheSameAfterSerialization() throws IOException, ClassNotFoundException {
        FastTextModel model = FastTextModel.read(resource("pruned.ftz"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(model);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            FastTextModel copy = (FastTextModel) in.readObject();
            assertThat(copy.predict("the of and")).isEqualTo(model.predict("the of and"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax.bin", "pruned.ftz"})
    void refusesAFileThatIsCutOff(String name) throws IOException {
        byte[] file = resource(name).readAllBytes();
        for (int length = 0; length < file.length; length += length < 300 ? 1 : 997) {
            byte[] start = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> FastTextModel.read(new ByteArrayInputStream(start)))
                    .isInstanceOf(BloomeryException.class)
                    .hasMessageStartingWith("this is no supervised model of fastText: ");
        }
    }

    @Test
    void survivesFlippedBits() throws IOException {
        byte[] file = resource("pruned.ftz").readAllBytes();
        Random random = new Random(5);
        Map<Boolean, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(i < 200 ? 80 : damaged.length)] ^= (byte) (1 << random.nextInt(8));
            outcomes.merge(isRead(damaged), 1, Integer::sum);
        }
        assertThat(outcomes.keySet()).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void saysWhatElseAFileIs() {
        assertThatThrownBy(() ->
                        FastTextModel.read(new ByteArrayInputStream("PK\3\4 zip".getBytes(StandardCharsets.UTF_8))))
                .hasMessage("this is no supervised model of fastText: it begins with 4034b50");
    }

    private static boolean isRead(byte[] file) throws IOException {
        try {
            FastTextModel.read(new ByteArrayInputStream(file)).predict("the of and der die das");
            return true;
        } catch (BloomeryException e) {
            return false;
        }
    }

    private static InputStream resource(String name) {
        return FastTextModelTest.class.getResourceAsStream("/fasttext/" + name);
    }
}
