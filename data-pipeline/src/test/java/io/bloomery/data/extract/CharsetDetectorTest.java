package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
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

    @Test
    void believesALateDeclarationOnlyOfBytesThatAreNotUtf8() {
        String late = " ".repeat(2000) + "<meta charset=big5>";
        assertThat(name(late + "\u00a4\u00a4", "")).isEqualTo("Big5-HKSCS");
        assertThat(name(late + "\u00c3\u00bc", "")).isEqualTo("UTF-8");
    }

    @Test
    void knowsUtf8ThatWasCutInsideACharacter() {
        byte[] whole = "<p>\u6c34\u8f66".getBytes(UTF_8);
        assertThat(CharsetDetector.detect(Arrays.copyOf(whole, whole.length - 1), ""))
                .isEqualTo(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "GB18030, \u6c34\u8f66\u7ad9\u5728\u6cb3\u8fb9\uff0c\u5b83\u7684\u8f6e\u5b50\u5df2\u7ecf\u5f88\u591a\u5e74\u6ca1\u6709\u8f6c\u52a8\u4e86\u3002",
        "windows-31j, \u6c34\u8eca\u306f\u5ddd\u306e\u305d\u3070\u306b\u3042\u308a\u3001\u305d\u306e\u8f2a\u306f\u9577\u3044\u3042\u3044\u3060\u56de\u3063\u3066\u3044\u306a\u3044\u3002",
        "EUC-JP, 東京は日本の首都であり、世界でも最大級の都市です。古い寺や神社と新しい高層ビルが並んでいて、多くの観光客が毎年訪れます。料理もおいしくて、電車はとても便利です。冬は乾燥していて、夏は蒸し暑い日が続きます。",
        "x-windows-949, \ubb3c\ub808\ubc29\uc544\ub294 \uac15\uac00\uc5d0 \uc11c \uc788\uace0 \uadf8 \ubc14\ud034\ub294 \uc624\ub7ab\ub3d9\uc548 \ub3cc\uc9c0 \uc54a\uc558\ub2e4.",
        "Big5-HKSCS, \u6c34\u8eca\u7ad9\u5728\u6cb3\u908a\uff0c\u5b83\u7684\u8f2a\u5b50\u5df2\u7d93\u5f88\u591a\u5e74\u6c92\u6709\u8f49\u52d5\u4e86\u3002",
        "windows-1251, Старая мельница стоит у реки уже более двухсот лет. Её построил богатый купец для своих крестьян и дочери. Теперь здесь открыт небольшой музей; приезжайте летом или осенью посмотреть на работу колеса.",
        "KOI8-R, \u041c\u0435\u043b\u044c\u043d\u0438\u0446\u0430 \u0441\u0442\u043e\u0438\u0442 \u0443 \u0440\u0435\u043a\u0438 \u0438 \u0435\u0451 \u043a\u043e\u043b\u0435\u0441\u043e \u0434\u0430\u0432\u043d\u043e \u043d\u0435 \u043a\u0440\u0443\u0442\u0438\u043b\u043e\u0441\u044c."
    })
    void guessesWhatIsNotDeclared(String charset, String text) {
        byte[] page = ("<p>" + text.repeat(3)).getBytes(Charset.forName(charset));
        assertThat(CharsetDetector.detect(page, "")).isEqualTo(Charset.forName(charset));
    }

    private static String name(String bytes, String contentType) {
        return CharsetDetector.detect(bytes.getBytes(ISO_8859_1), contentType).name();
    }
}
