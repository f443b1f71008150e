package io.bloomery.data.url;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UrlFormTest {

    private static final String FORMS = "/url/forms.jsonl";

    @Test
    void spellsRandomUrlsAsUrlcanonDoes() throws IOException {
        for (JsonNode forms : forms()) {
            String url = forms.get("url").asText();
            assertThat(List.of(UrlForm.ARCHIVE.of(url), UrlForm.SAFE_BROWSING.of(url)))
                    .as(url)
                    .containsExactly(
                            forms.get("archive").asText(),
                            forms.get("safe_browsing").asText());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "host:8080/x, http://host:8080/x",
        "host/?to=https://other/, http://host/?to=https://other/",
        "localhost, http://localhost/",
        "mailto:A@b, mailto:a@b",
        "dns:Example.org, dns:example.org"
    })
    void takesASchemeOnlyForWhatIsNoHost(String url, String key) {
        assertThat(UrlForm.ARCHIVE.of(url)).isEqualTo(key);
    }

    @ParameterizedTest
    @EnumSource
    void hasAFormForAnyText(UrlForm form) {
        for (String text :
                List.of("", " ", ":", "//", "?", "#", "http://[", "%", "\ud800", "http://h/" + "%25".repeat(99))) {
            assertThat(form.of(text)).as(text).isNotNull();
        }
    }

    @Test
    void undoesManyEscapesOfEscapesInLinearTime() {
        String deep = "http://h/%" + "25".repeat(500_000);
        assertThat(UrlForm.SAFE_BROWSING.of(deep)).isEqualTo("http://h/%25");
    }

    @ParameterizedTest
    @CsvSource({
        "VERBATIM, http://WWW.h/?b&a",
        "BROWSER, http://www.h/?b&a",
        "CRAWLER, http://www.h/?a&b",
        "C4, WWW.h/?b&a",
        "SAFE_BROWSING, http://www.h/?b&a",
        "ARCHIVE, http://h/?a&b"
    })
    void differByWhatTheyTakeForTheSame(UrlForm form, String spelling) {
        assertThat(form.of("http://WWW.h/?b&a")).isEqualTo(spelling);
    }

    private static List<JsonNode> forms() throws IOException {
        try (InputStream file = UrlFormTest.class.getResourceAsStream(FORMS)) {
            return new ObjectMapper()
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(file)
                    .readAll();
        }
    }
}
