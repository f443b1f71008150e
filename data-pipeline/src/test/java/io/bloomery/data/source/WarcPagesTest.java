package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Quarantined;
import io.bloomery.data.failure.BloomeryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarcPagesTest {

    private static final int PAGES = 3;

    static Stream<SampleArchive> archives() {
        return Stream.of(SampleArchive.gzip(PAGES, 1), SampleArchive.plain(PAGES, 1));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void returnsEveryPageOfAnIntactArchive(SampleArchive archive) {
        assertThat(urls(archive.bytes())).isEqualTo(archive.urls());
        assertThat(damage(archive.bytes())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsFramesThatNeedTheDictionaryOfTheirArchive(boolean packedDictionary) {
        SampleArchive archive = SampleArchive.zstd(12, 4, packedDictionary);
        assertThat(urls(archive.bytes())).isEqualTo(archive.urls());
        assertThat(damage(archive.bytes())).isEmpty();
    }

    @Test
    void returnsAPageWithItsLineage() {
        SampleArchive archive = SampleArchive.gzip(1, 1);
        Page page = pages(archive.bytes()).get(0);
        assertThat(page.url()).isEqualTo("http://site.test/page-0");
        assertThat(page.date()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.host()).isEqualTo("site.test");
        assertThat(page.filePath()).isEqualTo("some.warc");
        assertThat(page.offset()).isEqualTo(archive.starts().get(0));
        assertThat(page.warcRecordId()).startsWith("urn:uuid:");
        assertThat(new String(page.body(), ISO_8859_1)).startsWith("<html><p>iron ore and charcoal</p>");
    }

    @ParameterizedTest
    @MethodSource("archives")
    void returnsEveryRecordBeforeACutWhereverItIs(SampleArchive archive) {
        for (int length = 0; length < archive.bytes().length; length++) {
            List<SourceRecord> found = all(Arrays.copyOf(archive.bytes(), length), archive.name(), WarcLimits.DEFAULT);
            List<String> urls = urls(found);
            assertThat(urls).as("cut at %d", length).isEqualTo(archive.urls().subList(0, urls.size()));
            assertThat(urls.size()).as("cut at %d", length).isGreaterThanOrEqualTo(completePages(archive, length));
            assertThat(damage(found).size()).as("cut at %d", length).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void losesAtMostTheRecordInWhichAByteIsFlipped(SampleArchive archive) {
        Random random = new Random(7);
        for (int position = 0; position < archive.bytes().length; position++) {
            byte[] flipped = archive.bytes().clone();
            flipped[position] ^= (byte) (1 << random.nextInt(8));
            List<String> intact = new ArrayList<>(archive.urls());
            pageAt(archive, position).ifPresent(intact::remove);
            List<SourceRecord> found = all(flipped, archive.name(), WarcLimits.DEFAULT);
            assertThat(urls(found)).as("flip at %d", position).containsAll(intact);
            assertThat(damage(found).size()).as("flip at %d", position).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void reportsAFlippedBodyByteOfACompressedArchiveWithItsOffset() {
        SampleArchive archive = SampleArchive.gzip(PAGES, 1);
        byte[] flipped = archive.bytes().clone();
        long start = archive.starts().get(2);
        flipped[(int) start + 200] ^= 0x10;
        assertThat(urls(flipped)).hasSize(PAGES - 1).doesNotContain("http://site.test/page-2");
        assertThat(damage(flipped)).singleElement().satisfies(damage -> {
            assertThat(damage.offset()).isEqualTo(start);
            assertThat(damage.reason()).isEqualTo("gzip-corrupt");
            assertThat(damage.filePath()).isEqualTo("some.warc");
        });
    }

    @Test
    void reportsAFlippedBodyByteOfAPlainArchiveByItsDigest() {
        SampleArchive archive = SampleArchive.plain(PAGES, 1);
        byte[] flipped = archive.bytes().clone();
        flipped[archive.starts().get(1).intValue() + 600] ^= 0x10;
        assertThat(damage(flipped)).extracting(Quarantined::reason).containsExactly("digest-mismatch");
        assertThat(urls(flipped)).hasSize(PAGES - 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsTheWholeArchiveBehindGarbage(long seed) {
        byte[] garbage = new byte[3000];
        new Random(seed).nextBytes(garbage);
        SampleArchive archive = SampleArchive.gzip(PAGES, seed);
        byte[] joined = join(garbage, archive.bytes());
        assertThat(urls(joined, "some.warc.gz")).isEqualTo(archive.urls());
        assertThat(urls(join(garbage, SampleArchive.plain(PAGES, seed).bytes()), "some.warc"))
                .isEqualTo(archive.urls());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesOneDamageAndNoPageForPureGarbage(long seed) {
        byte[] garbage = new byte[200_000];
        new Random(seed).nextBytes(garbage);
        assertThat(pages(garbage)).isEmpty();
        assertThat(damage(garbage)).hasSize(1);
    }

    @Test
    void anEmptyFileHoldsNothing() {
        assertThat(pages(new byte[0])).isEmpty();
        assertThat(damage(new byte[0])).isEmpty();
    }

    @Test
    void readsSeveralRecordsInOneGzipMember() throws IOException {
        byte[] whole = gzip(SampleArchive.plain(PAGES, 1).bytes());
        assertThat(urls(whole)).hasSize(PAGES);
    }

    @Test
    void keepsARecordExactlyAtTheSizeLimitAndQuarantinesALargerOne() {
        byte[] small = record("response", http("", new byte[100]));
        byte[] file = join(small, record("response", http("", new byte[101])), small);
        WarcLimits limits = new WarcLimits(small.length - 4, 1000);
        List<SourceRecord> found = all(file, limits);
        assertThat(found).hasSize(3);
        assertThat(found.get(1)).isInstanceOfSatisfying(SourceRecord.Damaged.class, damaged -> assertThat(
                        damaged.quarantined().reason())
                .isEqualTo("record-too-large"));
    }

    @Test
    void stopsInflatingABombAtTheLimit() throws IOException {
        byte[] bomb = gzip(new byte[50_000_000]);
        List<SourceRecord> found = all(join(bomb, SampleArchive.gzip(1, 1).bytes()), new WarcLimits(1 << 20, 1 << 20));
        assertThat(found).hasSize(2);
        assertThat(found.get(1)).isInstanceOf(Page.class);
    }

    @Test
    void quarantinesABodyBombAndKeepsABodyExactlyAtTheLimit() throws IOException {
        byte[] header = "Content-Encoding: gzip\r\n".getBytes(UTF_8);
        byte[] file = join(
                record("response", http(new String(header, UTF_8), gzip(new byte[1000]))),
                record("response", http(new String(header, UTF_8), gzip(new byte[1001]))));
        List<SourceRecord> found = all(file, new WarcLimits(1 << 20, 1000));
        assertThat(found.get(0)).isInstanceOfSatisfying(Page.class, page -> assertThat(page.body())
                .hasSize(1000));
        assertThat(found.get(1)).isInstanceOfSatisfying(SourceRecord.Damaged.class, damaged -> assertThat(
                        damaged.quarantined().reason())
                .isEqualTo("body-too-large"));
    }

    @Test
    void undoesContentAndTransferEncodings() throws IOException {
        byte[] text = "pig iron".getBytes(UTF_8);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(text);
        }
        byte[] file = join(
                record("response", http("Content-Encoding: gzip\r\n", gzip(text))),
                record("response", http("Content-Encoding: deflate\r\n", deflated.toByteArray())),
                record("response", http("Content-Encoding: gzip\r\n", text)),
                record(
                        "response",
                        http("Transfer-Encoding: chunked\r\n", bytes("3\r\npig\r\n5\r\n iron\r\n0\r\n\r\n"))),
                record("response", http("Transfer-Encoding: chunked\r\n", text)),
                record("resource", text));
        assertThat(pages(file)).hasSize(6).allSatisfy(page -> assertThat(page.body())
                .isEqualTo(text));
    }

    @Test
    void quarantinesAnEncodingItCannotUndo() {
        byte[] file = record("response", http("Content-Encoding: compress\r\n", bytes("x")));
        assertThat(damage(file)).extracting(Quarantined::reason).containsExactly("encoding-unsupported");
        assertThat(damage(file)).extracting(Quarantined::url).containsExactly("http://site.test/");
    }

    @Test
    void skipsRecordsThatHoldNoDocument() {
        assertThat(all(join(record("metadata", bytes("a")), record("revisit", bytes("b"))), WarcLimits.DEFAULT))
                .isEmpty();
    }

    @Test
    void aStreamThatFailsEndsTheRun() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection lost");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> WarcPages.read(broken, "hdfs://a/b.warc.gz"))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("cannot read hdfs://a/b.warc.gz: connection lost");
    }

    @ParameterizedTest
    @MethodSource("archives")
    void keepsWhatLiesBeforeBytesThatTheStorageKnowsToBeCorrupt(SampleArchive archive) {
        int start = archive.starts().get(2).intValue();
        List<SourceRecord> found = new ArrayList<>();
        WarcPages.read(corruptAt(archive.bytes(), start), archive.name()).forEachRemaining(found::add);
        assertThat(urls(found)).isEqualTo(archive.urls().subList(0, 2));
        assertThat(damage(found)).singleElement().satisfies(damage -> {
            assertThat(damage.reason()).isEqualTo("read-failed");
            assertThat(damage.detail()).isEqualTo("checksum error");
            assertThat(damage.offset()).isEqualTo(start);
        });
    }

    @Test
    void aFileThatIsCorruptFromTheStartIsOneDamage() {
        List<SourceRecord> found = new ArrayList<>();
        WarcPages.read(corruptAt(new byte[0], 0), "some.warc.gz").forEachRemaining(found::add);
        assertThat(damage(found)).extracting(Quarantined::reason).containsExactly("read-failed");
        assertThat(found).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "10, 0"})
    void looksForTheNextRecordBehindAFewLargeFalseStartsOnly(int falseStarts, int pages) {
        String digest = "A".repeat(32);
        byte[] start = bytes("WARC/1.0\r\nContent-Length: 900000\r\nWARC-Block-Digest: sha1:" + digest + "\r\n\r\n");
        assertThat(start.length % 2)
                .as("so that every block ends where line ends are")
                .isZero();
        byte[][] parts = new byte[falseStarts + 2][];
        Arrays.fill(parts, start);
        parts[falseStarts] = bytes("\r\n".repeat(600_000));
        parts[falseStarts + 1] = record("response", http("", new byte[10]));
        List<SourceRecord> found = all(join(parts), new WarcLimits(1 << 20, 1 << 20));
        assertThat(urls(found)).hasSize(pages);
        assertThat(damage(found)).extracting(Quarantined::offset).containsExactly(0L);
    }

    private static InputStream corruptAt(byte[] content, int limit) {
        InputStream intact = new ByteArrayInputStream(content, 0, limit);
        InputStream corrupt = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new CorruptFileException("checksum error", new IOException("chunk 7"));
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(intact, corrupt);
    }

    private static int completePages(SampleArchive archive, int length) {
        return (int) IntStream.range(1, archive.starts().size())
                .filter(i -> archive.starts().get(i) <= length)
                .count();
    }

    private static Optional<String> pageAt(SampleArchive archive, int position) {
        Optional<String> page = Optional.empty();
        for (int i = 0; i < archive.starts().size(); i++) {
            if (archive.starts().get(i) <= position) {
                page = Optional.of(archive.urls().get(i));
            }
        }
        return page;
    }

    private static byte[] record(String type, byte[] block) {
        String contentType = type.equals("response") ? "application/http; msgtype=response" : "text/plain";
        byte[] header = bytes("WARC/1.0\r\nWARC-Type: " + type
                + "\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: <http://site.test/>\r\nContent-Type: "
                + contentType + "\r\nContent-Length: "
                + block.length + "\r\n\r\n");
        return join(header, block, bytes("\r\n\r\n"));
    }

    private static byte[] http(String headers, byte[] body) {
        return join(bytes("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + "\r\n"), body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static List<SourceRecord> all(byte[] file, WarcLimits limits) {
        return all(file, "some.warc", limits);
    }

    private static List<SourceRecord> all(byte[] file, String name, WarcLimits limits) {
        List<SourceRecord> found = new ArrayList<>();
        WarcPages.read(new ByteArrayInputStream(file), name, limits).forEachRemaining(found::add);
        return found;
    }

    private static List<Page> pages(byte[] file) {
        return all(file, WarcLimits.DEFAULT).stream()
                .flatMap(found -> found.fold(Stream::of, text -> Stream.empty(), damaged -> Stream.empty()))
                .toList();
    }

    private static List<String> urls(byte[] file) {
        return urls(file, "some.warc");
    }

    private static List<String> urls(byte[] file, String name) {
        return urls(all(file, name, WarcLimits.DEFAULT));
    }

    private static List<String> urls(List<SourceRecord> entries) {
        return entries.stream()
                .flatMap(found -> found.fold(
                        page -> Stream.of(page.url()),
                        text -> Stream.of(text.document().url()),
                        damaged -> Stream.empty()))
                .toList();
    }

    private static List<Quarantined> damage(byte[] file) {
        return damage(all(file, WarcLimits.DEFAULT));
    }

    private static List<Quarantined> damage(List<SourceRecord> entries) {
        return entries.stream()
                .flatMap(found -> found.fold(
                        page -> Stream.<Quarantined>empty(), text -> Stream.empty(), d -> Stream.of(d.quarantined())))
                .toList();
    }
}
