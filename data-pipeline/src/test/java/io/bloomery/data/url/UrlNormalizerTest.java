package io.bloomery.data.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlNormalizerTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "HTTP://Example.ORG, http://example.org/",
        "http://example.org:80/a, http://example.org/a",
        "https://example.org:443/, https://example.org/",
        "http://example.org:8080/, http://example.org:8080/",
        "http://example.org:/, http://example.org/",
        "http://example.org./a, http://example.org/a",
        "http://example.org/a#b, http://example.org/a",
        "http://example.org/a/../b/./c, http://example.org/b/c",
        "http://example.org/a/.., http://example.org/",
        "http://example.org/../../etc, http://example.org/etc",
        "http://example.org/a/%2e%2E/b, http://example.org/b",
        "http://example.org/%7euser/%c3%a9, http://example.org/~user/%C3%A9",
        "http://example.org/é 1, http://example.org/%C3%A9%201",
        "http://example.org/100%, http://example.org/100%25",
        "http://example.org/a%2Fb, http://example.org/a%2Fb",
        "http://example.org/?, http://example.org/",
        "http://example.org?q=a b|c, http://example.org/?q=a%20b%7Cc",
        "http://example.org/a?b=../c, http://example.org/a?b=../c",
        "http:\\\\example.org\\a, http://example.org/a",
        "http://bücher.example/, http://xn--bcher-kva.example/",
        "http://192.0.2.1/, http://192.0.2.1/",
        "http://[2001:DB8::1]:81/, http://[2001:db8::1]:81/",
        "'  http://example.org/a\n', http://example.org/a"
    })
    void givesEveryUrlOneSpelling(String text, String expected) {
        assertThat(CrawlUrl.parse(text).map(CrawlUrl::toString)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org/a",
                "ftp://example.org/",
                "mailto:a@example.org",
                "javascript:alert(1)",
                "http://",
                "http:///?a",
                "http://user:secret@example.org/",
                "http://exa mple.org/",
                "http://example.org:99999/",
                "http://example.org:0/",
                "http://a..b/",
                "http://2130706433/",
                "http://127.1/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://256.1.1.1/"
            })
    void refusesWhatIsNoPlainWebAddress(String text) {
        assertThat(CrawlUrl.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "c, http://a.test/x/c",
        "./c?d, http://a.test/x/c?d",
        "../c, http://a.test/c",
        "/c, http://a.test/c",
        "//b.test/c, http://b.test/c",
        "?q, http://a.test/x/y?q",
        "'', http://a.test/x/y?old",
        "#top, http://a.test/x/y?old",
        "https://b.test, https://b.test/"
    })
    void resolvesAReferenceAgainstItsPage(String reference, String expected) {
        CrawlUrl base = CrawlUrl.parse("http://a.test/x/y?old").orElseThrow();
        assertThat(base.resolve(reference).map(CrawlUrl::toString)).contains(expected);
    }

    @Test
    void keepsAUrlExactlyAtTheLengthLimit() {
        String prefix = "http://a.test/";
        String longest = prefix + "x".repeat(UrlNormalizer.MAX_LENGTH - prefix.length());
        assertThat(CrawlUrl.parse(longest)).isPresent();
        assertThat(CrawlUrl.parse(longest + "x")).isEmpty();
        assertThat(CrawlUrl.parse(prefix + "é".repeat(UrlNormalizer.MAX_LENGTH / 3)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "http://www.example.co.uk/, example.co.uk",
        "http://a.b.example.org/, example.org",
        "http://192.0.2.1/, 192.0.2.1",
        "http://[2001:db8::1]/, [2001:db8::1]",
        "http://localhost/, localhost"
    })
    void knowsTheDomainSomebodyRegistered(String text, String expected) {
        assertThat(CrawlUrl.parse(text).orElseThrow().registrableDomain()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void normalizingTwiceChangesNothing(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("http://a.test/");
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append("ab./%2eF?#&\\ é\uD83D\uDD25:@[]".charAt(random.nextInt(20)));
        }
        Optional<CrawlUrl> once = CrawlUrl.parse(text.toString());
        assertThat(once).isPresent();
        assertThat(CrawlUrl.parse(once.orElseThrow().toString())).isEqualTo(once);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }
}
