package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.document.Document;
import io.bloomery.data.document.Quarantined;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to exhaust a reader: each is over in bounded memory, and the records around them are read. */
class HostileSourcesTest {

    private static final byte[] LINE = "{\"id\": \"x\", \"text\": \"ore\"}\n".getBytes(UTF_8);
    private static final long HALF_GIGABYTE = 500_000_000;

    @Test
    void passesOverALineOfHalfAGigabyte() {
        InputStream file = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(LINE),
                new RepeatedByte('a', HALF_GIGABYTE),
                new ByteArrayInputStream("\n".getBytes(UTF_8)),
                new ByteArrayInputStream(LINE))));
        long length = HALF_GIGABYTE + 1 + 2L * LINE.length;
        List<SourceRecord> records = Sources.all(SourceReader.open(
                file, new SourceSplit("a.jsonl", SourceFormat.JSONL, 0, length, length), Sources.CONFIG));
        assertThat(Sources.documents(records)).hasSize(2);
        assertThat(Sources.damage(records)).singleElement().satisfies(damage -> {
            assertThat(damage.reason()).isEqualTo("record-too-large");
            assertThat(damage.offset()).isEqualTo(LINE.length);
            assertThat(damage.detail()).contains("line of 500000000 bytes");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.jsonl.gz", "a.jsonl.zst", "a.html.gz", "a.txt.zst", "a.xml.gz", "a.warc.gz", "a.warc.zst"})
    void stopsUnpackingABomb(String name) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out =
                name.endsWith(".gz") ? new GZIPOutputStream(bomb) : new com.github.luben.zstd.ZstdOutputStream(bomb)) {
            out.write("<page>".getBytes(UTF_8));
            new RepeatedByte('a', 200_000_000).transferTo(out);
        }
        List<SourceRecord> records = Sources.read(name, bomb.toByteArray());
        assertThat(records).hasSize(1);
        assertThat(Sources.damage(records)).extracting(Quarantined::reason).containsExactly("record-too-large");
    }

    @Test
    void boundsTheNestingOfJsonAndXml() {
        String deep =
                "{\"text\": \"a\", \"metadata\": " + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "}\n";
        List<SourceRecord> lines = Sources.read("a.jsonl", Packed.join(deep.getBytes(UTF_8), LINE));
        assertThat(Sources.damage(lines)).extracting(Quarantined::reason).containsExactly("json-corrupt");
        assertThat(Sources.documents(lines)).hasSize(1);

        String page = "<page>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</page>";
        List<SourceRecord> pages = Sources.read("a.xml", (page + Sources.page("A", "0", "1", "ore")).getBytes(UTF_8));
        assertThat(Sources.damage(pages)).extracting(Quarantined::reason).containsExactly("xml-corrupt");
        assertThat(Sources.documents(pages)).extracting(Document::text).containsExactly("ore");
    }

    @Test
    void expandsNoEntityOfADump() {
        String doctype = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>";
        String file = doctype + "<mediawiki>" + Sources.page("A", "0", "1", "&a;") + Sources.page("B", "0", "2", "&b;")
                + Sources.page("C", "0", "3", "&lt;ore&gt;") + "</mediawiki>";
        List<SourceRecord> records = Sources.read("a.xml", file.getBytes(UTF_8));
        assertThat(Sources.damage(records))
                .extracting(Quarantined::reason)
                .containsExactly("xml-corrupt", "xml-corrupt");
        assertThat(Sources.documents(records)).extracting(Document::text).containsExactly("<ore>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{broken",
                "[1]",
                "1",
                "{\"text\": 1} x",
                "{\"text\": \"\u0001\"}",
                "{\"text\": null}",
                "{}",
                "{\"text\": {\"a\": 1}}"
            })
    void quarantinesALineThatHoldsNoText(String line) {
        List<SourceRecord> records = Sources.read("a.jsonl", Packed.join(LINE, (line + "\n").getBytes(UTF_8), LINE));
        assertThat(Sources.documents(records)).hasSize(2);
        assertThat(Sources.damage(records)).singleElement().satisfies(damage -> {
            assertThat(damage.offset()).isEqualTo(LINE.length);
            assertThat(damage.reason()).isIn("json-corrupt", "text-missing");
        });
    }

    @Test
    void quarantinesBytesThatAreNotUtf8() {
        byte[] bad = "{\"text\": \"\u00ff\"}\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(Sources.damage(Sources.read("a.jsonl", Packed.join(bad, LINE))))
                .extracting(Quarantined::reason)
                .containsExactly("json-corrupt");
        assertThat(Sources.damage(Sources.read("a.txt", new byte[] {(byte) 0xff, 'a'})))
                .extracting(Quarantined::reason)
                .containsExactly("text-corrupt");
    }

    @Test
    void readsWhatOtherToolsWrite() {
        byte[] marked = Packed.join(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, LINE);
        assertThat(Sources.documents(Sources.read("a.jsonl", marked))).hasSize(1);
        String line = "{\"content\": \"ore\", \"metadata\": {\"url\": \"http://a.b/c\", \"x\": [1, {\"url\": 2}]},"
                + " \"id\": 7}\r\n\r\n";
        assertThat(Sources.documents(Sources.read("a.jsonl", line.getBytes(UTF_8))))
                .singleElement()
                .satisfies(document -> {
                    assertThat(document.id()).isEqualTo("7");
                    assertThat(document.url()).isEqualTo("http://a.b/c");
                    assertThat(document.host()).isEqualTo("a.b");
                    assertThat(document.text()).isEqualTo("ore");
                    assertThat(document.source()).isEqualTo("jsonl");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.b/c, a.b",
        "HTTP://A.B:80?x, a.b",
        "https://u:p@a_b.c/x|y z, a_b.c",
        "http://[::1]:8/x, [::1]",
        "a/b, ''",
        "http:///x, ''",
        "'', ''"
    })
    void findsTheHostOfAnyAddress(String url, String host) {
        assertThat(PageDecoder.host(url)).isEqualTo(host);
    }

    /** Many times the same byte, of which none is held in memory. */
    private static final class RepeatedByte extends InputStream {

        private final byte value;
        private long left;

        RepeatedByte(char value, long count) {
            this.value = (byte) value;
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            java.util.Arrays.fill(target, offset, offset + count, value);
            left -= count;
            return count;
        }
    }
}
