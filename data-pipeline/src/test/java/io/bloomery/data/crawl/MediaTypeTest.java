package io.bloomery.data.crawl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {

    @ParameterizedTest
    @CsvSource({
        "'text/html; charset=utf-8', '<p>x', text/html",
        "'TEXT/HTML', 'plain', text/html",
        "'application/xhtml+xml', '<?xml', application/xhtml+xml",
        "'text/html', '%PDF-1.7', application/pdf",
        "'text/html', 'GIF89a', image/gif",
        "'application/json', '<html>', application/json",
        "'image/png', '<html>', image/png"
    })
    void believesTheServerUnlessTheBytesSayMore(String header, String body, String expected) {
        assertThat(type(header, body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'  <!DOCTYPE html >', text/html",
        "'<HTML>', text/html",
        "'<p class=a>', text/html",
        "'<!--x', text/html",
        "'<b', text/plain",
        "'<bold>', text/plain",
        "'<?xml version=', text/xml",
        "'iron', text/plain",
        "'', text/plain",
        "'%PDF-1.4', application/pdf",
        "'RIFF1234WEBPVP8 ', image/webp"
    })
    void looksAtTheBytesWhereTheServerSaysNothing(String body, String expected) {
        assertThat(type("", body)).isEqualTo(expected);
        assertThat(type("application/unknown", body)).isEqualTo(expected);
        assertThat(type("html", body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "65, text/plain",
        "27, text/plain",
        "9, text/plain",
        "0, application/octet-stream",
        "26, application/octet-stream"
    })
    void takesNoTextWithBinaryBytesForText(int octet, String expected) {
        assertThat(type("text/plain", "a" + (char) octet)).isEqualTo(expected);
        assertThat(type("text/plain", "\u00ff\u00fea" + (char) octet)).isEqualTo("text/plain");
    }

    private static String type(String header, String body) {
        return MediaType.of(header, body.getBytes(ISO_8859_1));
    }
}
