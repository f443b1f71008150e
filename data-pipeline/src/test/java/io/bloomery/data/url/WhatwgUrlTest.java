package io.bloomery.data.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatwgUrlTest {

    @ParameterizedTest
    @CsvSource({
        "HTTP://Example.COM:80/a/../b/%2e/c?q='x'#f`, http://example.com/b/c?q=%27x%27#f%60",
        "https:/example.com, https://example.com/",
        "http://user:@h/, http://user@h/",
        "http://a@b@c/, http://a%40b@c/",
        "http://0x7f.1/, http://127.0.0.1/",
        "http://[1:0:0:2::]/, http://[1:0:0:2::]/",
        "http://[::FFFF:1.2.3.4], http://[::ffff:102:304]/",
        "http://bücher.example, http://xn--bcher-kva.example/"
    })
    void hasOneSpelling(String text, String url) {
        assertThat(WhatwgUrl.parse(text).map(WhatwgUrl::toString)).contains(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "mailto:a@b",
                "http://",
                "http://a b/",
                "http://h:65536",
                "http://[1::2::3]",
                "http://256.1.1.1.1",
                "http://%00",
                "http://1.2.3.4.5"
            })
    void refusesWhatIsNoUrl(String text) {
        assertThat(WhatwgUrl.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', http://h/a/b?q",
        "c, http://h/a/c",
        "?x, http://h/a/b?x",
        "#x, http://h/a/b?q#x",
        "../../c, http://h/c",
        "\\\\x\\y, http://x/y",
        "http:c, http://h/a/c",
        "https:c, https://c/"
    })
    void resolvesReferences(String reference, String url) {
        WhatwgUrl base = WhatwgUrl.parse("http://h/a/b?q").orElseThrow();
        assertThat(base.resolve(reference).map(WhatwgUrl::toString)).contains(url);
    }

    @Test
    void takesLinearTime() {
        assertThat(WhatwgUrl.withoutDotSegments("/.." + "/a/..".repeat(200_000)))
                .isEqualTo("/");
        assertThat(WhatwgUrl.parse("http://" + "@".repeat(200_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"../g, http://a/b/g", "../../../g, http://a/g", "g:h, g:h", "'', http://a/b/c/d;p?q", "//g, http://g"})
    void resolvesAsTheRfcDoes(String reference, String url) {
        assertThat(Rfc3986.resolve("http://a/b/c/d;p?q", reference)).isEqualTo(url);
    }

    @Test
    void givesUrlsTheFormOfCrawlerCommons() {
        BasicUrlForm form = new BasicUrlForm(List.of("sid"), false);
        assertThat(form.of("http://[::1]:80/a//b?b=1&sid=2&a=3#x")).contains("http://[::1]/a/b?a=3&b=1");
        assertThat(form.of("https://example.org/p%2d1/?b=2&a=1")).contains("https://example.org/p-1/?a=1&b=2");
        assertThat(form.of("http://[::1")).isEmpty();
    }
}
