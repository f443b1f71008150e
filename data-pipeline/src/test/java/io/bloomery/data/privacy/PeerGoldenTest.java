package io.bloomery.data.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares with what the peers themselves make of random texts; see {@code privacy/README.md} of the test resources. */
class PeerGoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void replacesWhatDatatroveReplaces() throws IOException {
        Rule rule = new DatatrovePiiRule(
                new DatatrovePiiConfig(true, true, true, List.of("EMAIL", "MAIL"), List.of("IP", "NET", "HOST")));
        for (JsonNode golden : golden()) {
            Draft draft = Draft.of(golden.get("text").asText());
            rule.apply(draft);
            assertThat(draft.text())
                    .as("%s", golden.get("text"))
                    .isEqualTo(golden.get("datatrove").asText());
        }
    }

    @Test
    void countsAndReplacesWhatDolmaTags() throws IOException {
        Rule rule = new DolmaPiiRule(new DolmaPiiConfig("<M{}>", "<P{}>", "<I{}>", 5));
        for (JsonNode golden : golden()) {
            Draft draft = Draft.of(golden.get("text").asText());
            rule.apply(draft);
            assertThat(draft.signal(DolmaPiiRule.SPANS))
                    .as("%s", golden)
                    .hasValue(golden.get("dolma").size());
            assertThat(draft.text()).as("%s", golden).isEqualTo(mixed(golden));
        }
    }

    /** What Dolma's mixer makes of its tagger's spans. */
    private static String mixed(JsonNode golden) {
        int[] text = golden.get("text").asText().codePoints().toArray();
        List<JsonNode> spans = new ArrayList<>();
        golden.get("dolma").forEach(spans::add);
        spans.sort(Comparator.comparingInt(span -> span.get(0).asInt()));
        StringBuilder mixed = new StringBuilder();
        int from = 0;
        for (JsonNode span : spans) {
            int start = span.get(0).asInt();
            int end = span.get(1).asInt();
            if (start >= from) {
                char kind = span.get(2).asText().charAt(0) == 'E'
                        ? 'M'
                        : span.get(2).asText().charAt(0);
                mixed.append(new String(text, from, start - from))
                        .append('<')
                        .append(kind)
                        .append(new String(text, start, end - start))
                        .append('>');
                from = end;
            }
        }
        return mixed.append(new String(text, from, text.length - from)).toString();
    }

    private static List<JsonNode> golden() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                PeerGoldenTest.class.getResourceAsStream("/privacy/peers.jsonl"), StandardCharsets.UTF_8))) {
            List<JsonNode> golden = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                golden.add(JSON.readTree(line));
            }
            return golden;
        }
    }
}
