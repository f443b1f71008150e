package io.bloomery.data.crawl.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsFileTest {

    private static final String EXAMPLE = // RFC 9309, 5.1, in our words
            """
            User-Agent: *
            Disallow: *.gif$
            Disallow: /example/
            Allow: /publications/

            User-Agent: foobot
            Disallow:/
            Allow:/example/page.html
            Allow:/example/allowed.gif

            User-Agent: barbot
            User-Agent: bazbot
            Disallow: /example/page.html

            User-Agent: quxbot
            """;

    @ParameterizedTest
    @CsvSource({
        "anybot, /a.gif, false",
        "anybot, /a.gif?b, true",
        "anybot, /example/, false",
        "anybot, /publications/a.html, true",
        "FooBot, /example/page.html, true",
        "foobot, /example/other.html, false",
        "foobot, /example/allowed.gif, true",
        "bazbot, /example/page.html, false",
        "bazbot, /example/other.html, true",
        "quxbot, /example/page.html, true",
        "foobot-image, /a.gif, false",
        "foobot, /robots.txt, true"
    })
    void findsTheGroupAndTheLongestPattern(String agent, String path, boolean allowed) {
        assertThat(rules(EXAMPLE, agent).isAllowed(path)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "/foo/bar?baz=https://foo.bar, /foo/bar?baz=https%3A%2F%2Ffoo.bar, false",
        "/foo/bar?baz=https://foo.bar, /foo/bar?baz=https://foo.bar, true",
        "/foo/bar/\u30c4, /foo/bar/%E3%83%84, true",
        "/foo/bar/%E3%83%84, /foo/bar/\u30c4, true",
        "/foo/bar/%e3%83%84, /foo/bar/%E3%83%84, true",
        "/foo/bar/%62%61%7A, /foo/bar/baz, true",
        "/a%3cd.html, /a<d.html, true",
        "/path/file-with-a-%2A.html, /path/file-with-a-*.html, true",
        "/path/foo-%24, /path/foo-$, true",
        "/a$b, /a$b, true",
        "/100%, /100%, true",
        "/a%2fb, /a/b, false"
    })
    void comparesOctetsWhateverTheirSpelling(String pattern, String path, boolean same) {
        AgentRules rules = rules("User-agent: *\nDisallow: /\nAllow: " + pattern, "anybot");
        assertThat(rules.isAllowed(path)).isEqualTo(same);
    }

    @Test
    void allowsWhereBothPatternsAreAsLong() {
        assertThat(rules("User-agent: *\nDisallow: /page\nAllow: /page", "anybot")
                        .isAllowed("/page"))
                .isTrue();
    }

    @Test
    void mergesTheGroupsOfAnAgentAndSkipsWhatItDoesNotKnow() {
        AgentRules rules = rules(
                "User-agent: a\nDisallow: /1\n\nUser-agent: b\nDisallow: /x\nUser-agent: a\nNoindex: /\nUser-agent: c\n"
                        + "Sitemap: http://a.test/s.xml\nDisallow: /2",
                "a");
        assertThat(rules.isAllowed("/1")).isFalse();
        assertThat(rules.isAllowed("/2")).isFalse();
        assertThat(rules.isAllowed("/x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void takesEveryLineEndAndAByteOrderMark(String end) {
        String text = "\ufeffUser-agent: bot # me" + end + "\tDisallow :\t/a # there" + end + "Disallow /b";
        assertThat(rules(text, "bot").isAllowed("/a")).isFalse();
        assertThat(rules(text, "bot").isAllowed("/b")).isFalse();
        byte[] wide = text.getBytes(UTF_16LE);
        assertThat(RobotsFile.parse(wide).forAgent("bot").isAllowed("/a")).isFalse();
    }

    @Test
    void matchesOctetsThatAreNoUtf8() {
        byte[] latin = "User-agent: *\nDisallow: /caf\u00e9".getBytes(ISO_8859_1);
        assertThat(RobotsFile.parse(latin).forAgent("bot").isAllowed("/caf%E9")).isFalse();
        assertThat(RobotsFile.parse(latin).forAgent("bot").isAllowed("/caf%C3%A9"))
                .isTrue();
    }

    @Test
    void readsUpToTheLimitAndNoHalfLine() {
        String head = "User-agent: *\nDisallow: /a\n";
        String filler = "#".repeat(RobotsFile.MAX_BYTES - head.length() - "\nDisallow: /".length());
        String text = head + filler + "\nDisallow: /bcd\n";
        assertThat(rules(text, "bot").isAllowed("/a")).isFalse();
        assertThat(rules(text, "bot").isAllowed("/c")).isTrue();
        String whole = head + filler + "\nDisallow: /";
        assertThat(whole).hasSize(RobotsFile.MAX_BYTES);
        assertThat(rules(whole, "bot").isAllowed("/c")).isFalse();
    }

    @Test
    void takesTheTagsOffAFileInHtmlAndFindsNothingInAPage() {
        String wrapped = "<HTML><BODY>\nUser-agent: *<BR>\nDisallow: /a<BR>\nCrawl-delay: 30<BR>\n</BODY></HTML>";
        assertThat(rules(wrapped, "bot").isAllowed("/a")).isFalse();
        assertThat(rules(wrapped, "bot").crawlDelay()).contains(Duration.ofSeconds(30));
        assertThat(rules("<html><title>Disallow: /</title><p>User-agent: *", "bot")
                        .isAllowed("/a"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10, 10000", "0.5, 500", ".25, 250", "0, 0", "86400, 86400000", "3 # s, 3000"})
    void readsTheDelayInSeconds(String value, long millis) {
        assertThat(rules("User-agent: *\nCrawl-delay: " + value, "bot").crawlDelay())
                .contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "", "1e9", "NaN", "99999999999"})
    void ignoresADelayThatIsNone(String value) {
        assertThat(rules("User-agent: *\nCrawl-delay: " + value, "bot").crawlDelay())
                .isEmpty();
    }

    @Test
    void givesADelayToTheAgentsDirectlyBeforeItAndRulesToAll() {
        String text = "User-agent: a\nCrawl-delay: 10\nUser-agent: b\nCrawl-delay: 20\nDisallow: /x";
        assertThat(rules(text, "a").crawlDelay()).contains(Duration.ofSeconds(10));
        assertThat(rules(text, "b").crawlDelay()).contains(Duration.ofSeconds(20));
        assertThat(rules(text, "a").isAllowed("/x")).isFalse();
    }

    @Test
    void findsPreferencesOfUsage() {
        String text = """
                User-agent: *
                Content-Signal: search=yes, ai-train=no
                Allow: /
                Content-Usage: train-ai=n
                Content-Usage: /free/ train-ai=y

                User-agent: other
                Content-Signal: ai-train=yes
                """;
        AgentRules rules = rules(text, "bot");
        assertThat(rules.contentSignals()).containsExactly("search=yes, ai-train=no");
        assertThat(rules.contentUsage("/a")).contains("train-ai=n");
        assertThat(rules.contentUsage("/free/a")).contains("train-ai=y");
        assertThat(rules("User-agent: *\nDisallow:", "bot").contentUsage("/")).isEmpty();
    }

    @Test
    void listsSitemapsOfEverybodyOnceEach() {
        String text = "Sitemap: http://a.test/1\nUser-agent: x\nDisallow: /\nsitemap:/2\nSITEMAP: http://a.test/1";
        assertThat(RobotsFile.parse(text.getBytes(UTF_8)).sitemaps()).containsExactly("http://a.test/1", "/2");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsAnyBytes(long seed) {
        byte[] bytes = new byte[20_000];
        new Random(seed).nextBytes(bytes);
        assertThat(RobotsFile.parse(bytes).forAgent("bot").isAllowed("/")).isTrue();
    }

    private static AgentRules rules(String text, String agent) {
        return RobotsFile.parse(text.getBytes(UTF_8)).forAgent(agent);
    }
}
