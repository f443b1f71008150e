package io.bloomery.data.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.step.Draft;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnicodeWordsTest {

    @Test
    void breaksWhereTheAnnexBreaks() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/segment/uax29-words.jsonl")) {
            var cases = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(golden);
            while (cases.hasNext()) {
                JsonNode expected = cases.next();
                List<String> words = new ArrayList<>();
                expected.get("words").forEach(word -> words.add(word.asText()));
                assertThat(UnicodeWords.of(expected.get("text").asText()))
                        .as(expected.toString())
                        .isEqualTo(words);
            }
        }
    }

    @Test
    void countsNoPunctuationAsSpoken() {
        Draft draft = Draft.of("Hello, 1.4 世界... #tag");
        assertThat(draft.view(UnicodeWords.SPOKEN)).containsExactly("Hello", "1.4", "世", "界", "tag");
    }

    @Test
    void findsNoWordInAnEmptyText() {
        assertThat(UnicodeWords.of("")).isEmpty();
    }

    @Test
    void takesLoneSurrogatesForWords() {
        assertThat(UnicodeWords.of("a\ud800b")).containsExactly("a", "\ud800", "b");
    }
}
