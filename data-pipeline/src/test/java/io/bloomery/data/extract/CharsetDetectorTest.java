package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetDetectorTest {

    @Test
    void believesAByteOrderMarkBeforeAnythingElse() {
        assertThat(name("\u00ef\u00bb\u00bf<meta charset=big5>", "text/html; charset=koi8-r"))
                .isEqualTo("UTF-8");
        assertThat(name("\u00fe\u00ff\u0000a", "")).isEqualTo("UTF-16BE");
        assertThat(name("\u00ff\u00fea\u0000", "")).isEqualTo("UTF-16LE");
    }

    @Test
    void believesTheHeaderBeforeTheMetaElement() {
        assertThat(name("<meta charset=big5>", "text/html; charset=\"KOI8-R\"")).isEqualTo("KOI8-R");
    }

    @ParameterizedTest
    @CsvSource({
        "gb2312,GB18030",
        "GBK,GB18030",
        "iso-8859-1,windows-1252",
        "latin1,windows-1252",
        "shift_jis,windows-31j",
        "big5,Big5-HKSCS",
        "euc-kr,x-windows-949",
        "utf-16,UTF-8",
        "utf8,UTF-8"
    })
    void readsLabelsAsBrowsersDo(String label, String charset) {
        assertThat(name("<html><head><meta charset='" + label + "'>", "")).isEqualTo(charset);
        assertThat(name("<meta http-equiv=Content-Type content=\"text/html; charset=" + label + "\">", ""))
                .isEqualTo(charset);
    }

    @Test
    void ignoresCommentsAndLabelsNobodyKnows() {
        assertThat(name("<!-- <meta charset=big5> --><meta charset=utf-8>", "")).isEqualTo("UTF-8");
        assertThat(name("<p>a", "text/html; charset=klingon")).isEqualTo("UTF-8");
    }

    @Test
    void looksAtTheFirst1024BytesOnly() {
        assertThat(name(" ".repeat(1024) + "<meta charset=big5>", "")).isEqualTo("UTF-8");
    }

    @Test
    void testsForUtf8AndFallsBackToWindows1252() {
        assertThat(CharsetDetector.detect("Mühle".getBytes(UTF_8), "")).isEqualTo(UTF_8);
        assertThat(CharsetDetector.detect("Mühle".getBytes(ISO_8859_1), "")).isEqualTo(Charset.forName("windows-1252"));
        assertThat(CharsetDetector.detect(new byte[0], "")).isEqualTo(UTF_8);
    }

    private static String name(String bytes, String contentType) {
        return CharsetDetector.detect(bytes.getBytes(ISO_8859_1), contentType).name();
    }
}
