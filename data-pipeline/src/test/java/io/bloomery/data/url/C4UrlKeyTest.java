package io.bloomery.data.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class C4UrlKeyTest {

    @ParameterizedTest
    @CsvSource({
        "https://www.a.com/, a.com",
        "http://a.com//, a.com",
        "a.com/?id=1, a.com/?id=1",
        "https://a.com/b?utm_source=x&c=1, a.com/b",
        "https://a.com/b/?ref=x, a.com/b",
        "https://a.com/b?c=1&utm_source=x, a.com/b?c=1&utm_source=x",
        "HTTPS://a.com, HTTPS://a.com"
    })
    void isOneForTheSpellingsOfAPage(String url, String key) {
        assertThat(C4UrlKey.of(url)).isEqualTo(key);
    }
}
