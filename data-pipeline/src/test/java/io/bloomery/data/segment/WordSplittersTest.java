package io.bloomery.data.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.step.Draft;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class WordSplittersTest {

    @Test
    void splitsWordsAndSentencesAsDatatroveDoes() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/segment/spacy-words.jsonl")) {
            var cases = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(golden);
            while (cases.hasNext()) {
                JsonNode expected = cases.next();
                Parts words = WordSplitters.of(expected.get("language").asText())
                        .split(expected.get("text").asText());
                assertThat(words.list()).as(expected.toString()).isEqualTo(texts(expected.get("words")));
                assertThat(Sentences.of(words).list())
                        .as(expected.toString())
                        .isEqualTo(texts(expected.get("sentences")));
            }
        }
    }

    @Test
    void splitsJapaneseByLetter() {
        assertThat(WordSplitters.of("ja").split("カナとA").list()).containsExactly("カ", "ナ", "と", "A");
    }

    @Test
    void keepsMarksWithTheirThaiLetter() {
        assertThat(WordSplitters.of("th").split("ที่").list()).containsExactly("ที่");
    }

    @Test
    void takesLoneSurrogatesForWords() {
        assertThat(WordSplitters.of("en").split("a \ud83d b\ude00.").list()).containsExactly("a", "\ud83d", "b\ude00.");
    }

    @Test
    void splitsAMillionCharactersWithoutSpacesInLinearTime() {
        for (String bait : List.of("(", ".", "a.", "@", "-", "1.", ":)", "'", "a@b.", "US$", "’s", "\ud83d\ude00")) {
            Draft draft = Draft.of(bait.repeat(1_000_000 / bait.length()));
            assertThat(draft.view(Views.WORDS).size()).as(bait).isPositive();
            assertThat(draft.view(Views.SENTENCES).size()).as(bait).isPositive();
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
