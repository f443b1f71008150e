package io.bloomery.data.filter.dolma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.NoResources;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodicRunsTest {

    @Test
    void findsInRandomTokensWhatDolmaFinds() throws IOException {
        for (JsonNode example : examples()) {
            int[] tokens = StreamSupport.stream(example.get("tokens").spliterator(), false)
                    .mapToInt(JsonNode::asInt)
                    .toArray();
            assertThat(new PeriodicRuns(tokens).mostTimes(13))
                    .as(example.toString())
                    .isEqualTo(example.get("times").asInt());
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "a, 0", "a a, 0", "a a a, 3", "x a b a b a b a b y, 4", "a b c d, 0"})
    void measuresWordsWhereThereIsNoTokenizer(String text, double times) throws IOException {
        Draft draft = Draft.of(text);
        new RepetitionsConfig(31, 13, "").create(new NoResources()).apply(draft);
        assertThat(draft.signal("dolma-doc-max-score-repetition")).hasValue(times);
    }

    @Test
    void refusesPeriodsThatWouldTakeForever() {
        assertThatThrownBy(() -> new RepetitionsConfig(31, 1001, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max-period must be in [1, 1000] but is 1001");
    }

    private static List<JsonNode> examples() throws IOException {
        try (InputStream file = PeriodicRunsTest.class.getResourceAsStream("/filter/dolma/repetitions.jsonl")) {
            return new ObjectMapper()
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(file)
                    .readAll();
        }
    }
}
