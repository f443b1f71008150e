package io.bloomery.data.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeRepairTest {

    private static final UnicodeRepair AS_NEMO = new UnicodeRepair(
            HtmlUnescaping.AUTO,
            true,
            true,
            true,
            true,
            true,
            true,
            false,
            false,
            false,
            false,
            true,
            true,
            UnicodeForm.NONE,
            1_000_000);
    private static final UnicodeRepair ALL = new UnicodeRepair(
            HtmlUnescaping.ALWAYS,
            true,
            true,
            true,
            true,
            true,
            true,
            true,
            true,
            true,
            true,
            true,
            true,
            UnicodeForm.NFC,
            10);

    @Test
    void repairsWhatFtfyRepairs() throws IOException {
        int all = 0;
        int same = 0;
        try (InputStream golden = getClass().getResourceAsStream("/normalize/ftfy.jsonl")) {
            var cases = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(golden);
            while (cases.hasNext()) {
                JsonNode text = cases.next();
                same += AS_NEMO.repair(text.get("text").asText())
                                .equals(text.get("fixed").asText())
                        ? 1
                        : 0;
                all++;
            }
        }
        assertThat((double) same / all).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAFÉ… «ÀÉÎ»",
                "Größe – “schön”",
                "Привет, мир!",
                "x² ± 3 µm §5",
                "中文文本，你好",
                "naïve £5 €10 °C",
                "plain",
                "”Å” MANHÃ” Â ÉÁ"
            })
    void leavesGoodTextAsItIs(String text) {
        assertThat(AS_NEMO.repair(text)).isEqualTo(text);
    }

    @Test
    void repairsSeveralLayers() {
        assertThat(AS_NEMO.repair("doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t")).isEqualTo("doesn’t");
        assertThat(AS_NEMO.repair("Ã perturber la rÃ©flexion")).isEqualTo("à perturber la réflexion");
        assertThat(AS_NEMO.repair("âœ” No problems")).isEqualTo("✔ No problems");
    }

    @Test
    void doesWhatIsSwitchedOn() {
        assertThat(ALL.repair("&lt;“ﬁ”\r\nＡ\u3000\ud800\u001b[1m‘x’&copy;")).isEqualTo("<\"fi\"\nA \uFFFD'x'©");
    }

    @Test
    void leavesEntitiesFromTheFirstLineOnThatMayBeHtml() {
        assertThat(AS_NEMO.repair("&eacute;\n<b>&eacute;\n&eacute;")).isEqualTo("é\n<b>&eacute;\n&eacute;");
    }

    @Test
    void isDefinedForAnyText() {
        assertThat(AS_NEMO.repair("")).isEmpty();
        assertThat(ALL.repair("😀".repeat(100))).isEqualTo("😀".repeat(100));
    }
}
