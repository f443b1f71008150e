package io.bloomery.data.filter.dclm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class UrlRemovalTest {

    @Test
    void removesWhatThePeerRemoves() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/dclm/url-removal.jsonl")) {
            var cases = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(golden);
            while (cases.hasNext()) {
                JsonNode text = cases.next();
                assertThat(UrlRemoval.removed(text.get("text").asText(), true))
                        .as(text.toString())
                        .isEqualTo(text.get("left").asText());
            }
        }
    }

    @Test
    void looksForNamesOnlyInATextThatBeginsWithADomain() {
        assertThat(UrlRemoval.removed("Visit example.com now", true)).isEqualTo("Visit now");
        assertThat(UrlRemoval.removed("¡ example.com now", true)).isEqualTo("¡ example.com now");
        assertThat(UrlRemoval.removed("¡ example.com now", false)).isEqualTo("¡ now");
    }
}
