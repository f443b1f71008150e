package io.bloomery.data.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BylineTest {

    @ParameterizedTest
    @CsvSource({
        "<p class='post-author'>By A. Miller, A. Miller",
        "<p class=_authorName_1r0t6_51>A. Miller, A. Miller",
        "<p class=byline>Written by A. Miller, A. Miller",
        "<p class=author>Author: A. Miller, A. Miller",
        "<p class=username>Byron, Byron",
        "<p class=authority>A. Miller, ''",
        "<p class=author>12, ''",
        "<p class=author>One who has written about mills since the year, ''"
    })
    void readsTheNameInAByline(String html, String name) {
        assertThat(of(html).author()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Published May 31, 2024",
                "31 May 2024",
                "31st of may, 31st May 2024",
                "2024-05-31T10:00Z",
                "Fri May 31 2024",
                "31. Mai; 2024.05.31"
            })
    void readsTheDateInAByline(String text) {
        assertThat(of("<p class=entry-date>" + text).date()).isEqualTo("2024-05-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "May", "May 2024", "31 June 2024", "12 34 5678", "99 May 3024", "mayor 31 2024 x"})
    void findsNoDateWhereThereIsNone(String text) {
        assertThat(WrittenDate.find(text)).isEmpty();
    }

    @Test
    void triesNoMoreThanFiftyElements() {
        assertThat(of("<p class=author>1".repeat(50) + "<p class=author>A. Miller")
                        .author())
                .isEmpty();
        assertThat(of("<p class=author>1".repeat(49) + "<p class=author>A. Miller")
                        .author())
                .isEqualTo("A. Miller");
    }

    private static Byline of(String html) {
        Byline byline = new Byline();
        Jsoup.parse(html).getAllElements().forEach(byline::see);
        return byline;
    }
}
