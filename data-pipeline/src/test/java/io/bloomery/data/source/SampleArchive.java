package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** An archive of known pages, with the place of every record, to cut and to damage. */
@SuppressWarnings("ArrayRecordComponent") // a fixture, never compared
record SampleArchive(String name, byte[] bytes, List<Long> starts, List<String> urls) {

    static final Instant DATE = Instant.parse("2026-01-02T03:04:05Z");

    /** A gzip archive: one warcinfo record, then response and request for each page. */
    static SampleArchive gzip(int pages, long seed) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            List<Long> starts = new ArrayList<>();
            List<String> urls = new ArrayList<>();
            Random random = new Random(seed);
            try (WarcPageWriter writer = new WarcPageWriter(out, "sample.warc.gz", DATE, Map.of("software", "test"))) {
                for (int i = 0; i < pages; i++) {
                    String url = "http://site.test/page-" + i;
                    starts.add(writer.write(exchange(url, body(random))).offset());
                    urls.add(url);
                }
            }
            return new SampleArchive("some.warc.gz", out.toByteArray(), starts, urls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same archive with its records uncompressed; record starts are found by unpacking up to them. */
    static SampleArchive plain(int pages, long seed) {
        SampleArchive packed = gzip(pages, seed);
        List<Long> starts = packed.starts().stream()
                .map(start -> (long) unpack(packed.bytes(), start.intValue()).length)
                .toList();
        return new SampleArchive("some.warc", unpack(packed.bytes(), packed.bytes().length), starts, packed.urls());
    }

    /** The same archive in zstd frames that need the dictionary in the first, skippable frame. */
    static SampleArchive zstd(int pages, long seed, boolean packedDictionary) {
        SampleArchive plain = plain(pages, seed);
        byte[] dictionary = Arrays.copyOf(plain.bytes(), 4096); // raw content is a dictionary as well
        byte[] shipped = packedDictionary ? Zstd.compress(dictionary) : dictionary;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x184D2A5D)
                .putInt(shipped.length)
                .array());
        out.writeBytes(shipped);
        List<Long> starts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= plain.starts().size(); i++) {
            int end = i < plain.starts().size() ? plain.starts().get(i).intValue() : plain.bytes().length;
            starts.add((long) out.size());
            out.writeBytes(Zstd.compressUsingDict(Arrays.copyOfRange(plain.bytes(), from, end), dictionary, 3));
            from = end;
        }
        return new SampleArchive("some.warc.zst", out.toByteArray(), starts, plain.urls());
    }

    static HttpExchange exchange(String url, byte[] body) {
        String request = "GET / HTTP/1.1\r\nHost: site.test\r\n\r\n";
        String response = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
        return new HttpExchange(url, DATE, "192.0.2.1", request, response, body);
    }

    private static byte[] body(Random random) {
        byte[] noise = new byte[200 + random.nextInt(400)];
        random.nextBytes(noise);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("<html><p>iron ore and charcoal</p>".getBytes(UTF_8));
        body.writeBytes(noise);
        return body.toByteArray();
    }

    private static byte[] unpack(byte[] packed, int length) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed, 0, length))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
