package io.bloomery.data.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTitleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "The mill | The Valley; ''; The mill",
                "The mill - A wheel - The Valley; The Valley; The mill - A wheel",
                "The Valley - The mill by the river; The Valley; The mill by the river",
                "The mill by the river \u2013 Valley News; ''; The mill by the river",
                "Mill - a wheel that turns by water alone; ''; Mill - a wheel that turns by water alone",
                "Well-known mills; ''; Well-known mills",
                "  ; ''; ''"
            })
    void leavesOutTheNameOfTheSite(String title, String site, String expected) {
        assertThat(new PageTitle(List.of(title == null ? "" : title), List.of(), site).text())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "The Valley; The mill\u00b6; The mill - The Valley; The mill",
                "Blog; Why the wheel turns; Why the wheel turns | Blog; Why the wheel turns",
                "Follow us; Why the wheel turns; The wheel turns by water; The wheel turns by water",
                "How the wheel turns; Follow us; The wheel turns; How the wheel turns",
                "Follow us; Write to us; ' '; Follow us"
            })
    void takesTheHeadingThatTheTitleRepeatsOrResembles(String first, String second, String title, String expected) {
        assertThat(new PageTitle(List.of(title), List.of(first, second), "The Valley").text())
                .isEqualTo(expected);
    }

    @Test
    void looksAtAThousandCharacters() {
        assertThat(new PageTitle(List.of("mill ".repeat(1_000_000)), List.of(), "").text())
                .hasSize(1000);
    }
}
