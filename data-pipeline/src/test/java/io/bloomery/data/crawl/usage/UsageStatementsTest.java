package io.bloomery.data.crawl.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.crawl.usage.UsageStatement.Source;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageStatementsTest {

    @ParameterizedTest
    @CsvSource({
        "'noai', x-robots-tag: noai",
        "'NOAI, noimageai', x-robots-tag: noai; x-robots-tag: noimageai",
        "'otherbot: noindex, nofollow', ''",
        "'bloomery: noindex, nofollow', x-robots-tag: noindex; x-robots-tag: nofollow",
        "'noarchive, otherbot: noai, bloomery: none', x-robots-tag: noarchive; x-robots-tag: none",
        "'max-snippet: 20, noindex', x-robots-tag: noindex",
        "'unavailable_after: 25 Jun 2010 15:00:00 PST, nofollow', x-robots-tag: nofollow",
        "'index, follow, all', ''",
        "'', ''"
    })
    void readsTheHeaderForThisCrawler(String header, String expected) {
        UsageStatements said = RobotsDirectives.ofHeader(header, "bloomery");
        assertThat(String.join("; ", said.texts())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'train-ai=n', true",
        "'train-ai=y', false",
        "'train-ai=n, train-genai=y', false",
        "'train-ai=y, train-genai=n', true",
        "'bots=n', true",
        "'bots=n, train-ai=y', false",
        "'tdm=n', true",
        "'search=n', false",
        "'train-ai=\"n\";x=1', true",
        "'train-ai=n, train-ai=y', false",
        "'train-ai=perhaps, bots=n', true",
        "'train-ai', false"
    })
    void takesTheMostSpecificPreference(String header, boolean reserved) {
        assertThat(UsagePreferences.parse(Source.USAGE_HEADER, header).isReserved())
                .isEqualTo(reserved);
    }

    @Test
    void letsTheStricterOfTwoPlacesHold() {
        UsageStatements header = UsagePreferences.parse(Source.USAGE_HEADER, "train-ai=y");
        UsageStatements robots = UsagePreferences.parse(Source.USAGE_ROBOTS, "train-ai=n");
        assertThat(header.and(robots).isReserved()).isTrue();
        assertThat(robots.and(header).isReserved()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'search=yes, ai-train=no', true",
        "'ai-train=yes', false",
        "'ai-input=no', false",
        "'ai-train=NO', true"
    })
    void readsContentSignals(String value, boolean reserved) {
        assertThat(UsagePreferences.parse(Source.SIGNAL_ROBOTS, value).isReserved())
                .isEqualTo(reserved);
    }

    @Test
    void letsTheFirstLocationOfATdmFileHold() {
        TdmFile file = TdmFile.parse("""
                [{"location": "/open/*", "tdm-reservation": 0},
                 {"location": "/*.pdf$", "tdm-reservation": 1, "tdm-policy": "https://a.test/policy.json"},
                 {"location": "/caf\u00e9", "tdm-reservation": "1"}]
                """.getBytes(UTF_8));
        assertThat(file.statements("/open/a.pdf").isReserved()).isFalse();
        assertThat(file.statements("/a.pdf").texts())
                .containsExactly(
                        "tdmrep.json: tdm-reservation=1", "tdmrep.json: tdm-policy=https://a.test/policy.json");
        assertThat(file.statements("/caf%C3%A9/x").isReserved()).isTrue();
        assertThat(file.statements("/other").texts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<!doctype html><p>not found", "[", "null", "[null, 1, [], {}]", "{\"location\": 1}"})
    void findsNothingInWhatIsNoTdmFile(String content) {
        assertThat(TdmFile.parse(content.getBytes(UTF_8)).statements("/").texts())
                .isEmpty();
    }

    @Test
    void takesATdmFileWithoutAListForTheWholeSite() {
        TdmFile file = TdmFile.parse("{\"tdm-reservation\": 1}".getBytes(UTF_8));
        assertThat(file.statements("/a").isReserved()).isTrue();
    }

    @Test
    void readsNoTdmFileOverTheLimitAndNoneNestedWithoutEnd() {
        String rule = "[{\"location\": \"/\", \"tdm-reservation\": 1}]";
        String full = rule + " ".repeat(TdmFile.MAX_BYTES - rule.length());
        assertThat(TdmFile.parse(full.getBytes(UTF_8)).statements("/").isReserved())
                .isTrue();
        assertThat(TdmFile.parse((full + " ").getBytes(UTF_8)).statements("/").isReserved())
                .isFalse();
        assertThat(TdmFile.parse("[".repeat(100_000).getBytes(UTF_8))
                        .statements("/")
                        .texts())
                .isEmpty();
    }

    @Test
    void boundsWhatItKeeps() {
        String many = String.join(
                ",", IntStream.range(0, 1000).mapToObj(i -> "c" + i + "=n").toList());
        UsageStatements said = UsagePreferences.parse(Source.USAGE_HEADER, many);
        assertThat(said.all()).hasSize(UsageStatements.MAX_STATEMENTS);
        assertThat(said.and(said).all()).hasSize(UsageStatements.MAX_STATEMENTS);
        UsageStatement policy = new UsageStatement(Source.TDM_META, "tdm-policy", "a\r\n" + "b".repeat(500));
        assertThat(policy.value()).hasSizeLessThanOrEqualTo(200).startsWith("a b");
    }

    @Test
    void knowsIndexAndFollow() {
        assertThat(RobotsDirectives.ofMeta("none").isNoIndex()).isTrue();
        assertThat(RobotsDirectives.ofMeta("none").isNoFollow()).isTrue();
        assertThat(RobotsDirectives.ofMeta("NoIndex,follow").isNoIndex()).isTrue();
        assertThat(RobotsDirectives.ofMeta("NoIndex,follow").isNoFollow()).isFalse();
        assertThat(RobotsDirectives.ofMeta("noimageai").isReserved()).isFalse();
        assertThat(RobotsDirectives.ofMeta("noai").isReserved()).isTrue();
    }
}
