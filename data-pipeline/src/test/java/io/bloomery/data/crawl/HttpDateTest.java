package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sun, 6 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Monday, 01-Jan-76 00:00:00 GMT', 2076-01-01T00:00:00Z",
        "'Friday, 01-Jan-77 00:00:00 GMT', 1977-01-01T00:00:00Z",
        "'Sun Nov  6 08:49:37 1994', 1994-11-06T08:49:37Z",
        "'Sun Nov 16 08:49:37 1994', 1994-11-16T08:49:37Z",
        "'Sat, 31 Dec 2016 23:59:60 GMT', 2016-12-31T23:59:59Z"
    })
    void readsAllThreeForms(String text, Instant expected) {
        assertThat(HttpDate.parse(text, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "Sun, 32 Nov 1994 08:49:37 GMT",
                "Sun, 30 Feb 1994 08:49:37 GMT",
                "Sun, 06 Foo 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "1994-11-06T08:49:37Z"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "120, 120",
        "'Sun, 22 Nov 2026 12:01:00 GMT', 60",
        "'Sunday, 22-Nov-26 12:01:00 GMT', 60",
        "'Sun Nov 22 12:01:00 2026', 60",
        "'Sun, 22 Nov 2026 11:00:00 GMT', 0"
    })
    void waitsForSecondsOrUntilADate(String header, long seconds) {
        assertThat(HttpDate.retryAfter(header, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "99999999999", "later", ""})
    void ignoresAHeaderThatIsNeither(String header) {
        assertThat(HttpDate.retryAfter(header, NOW)).isEmpty();
    }
}
