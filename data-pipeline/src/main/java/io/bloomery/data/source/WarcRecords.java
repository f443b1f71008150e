package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.netpreserve.jwarc.WarcDigest;

/**
 * The records of WARC 1.1 (ISO 28500:2017) as bytes, one gzip member a record, so that an index can point at each.
 *
 * <p>Record ids are name-based UUIDs of record type, URL and payload: two runs that fetch the same bytes write the same
 * ids. The id of the warcinfo record is one of its fields, so that records keep theirs when files are joined. Safe for
 * use by several threads.
 */
final class WarcRecords {

    private static final String HTTP_REQUEST = "application/http;msgtype=request";
    private static final String HTTP_RESPONSE = "application/http;msgtype=response";
    private static final String FIELDS = "application/warc-fields";
    private static final String LINE_END = "\r\n";

    private final byte[] warcinfoFields;
    private final String warcinfoId;

    /**
     * Records of one kind of archive.
     *
     * @param fields what made it: software, operator, robots policy
     */
    WarcRecords(Map<String, String> fields) {
        this.warcinfoFields = fields(fields);
        this.warcinfoId = recordId("warcinfo", "", sha1(warcinfoFields));
    }

    /** A record and those that follow it and belong to it. */
    @SuppressWarnings("ArrayRecordComponent") // written once and dropped, never compared
    record Group(byte[] members, int firstLength, String recordId, String payloadDigest) {}

    byte[] warcinfo(String name, Instant date) {
        String header =
                header("warcinfo", warcinfoId, date) + line("WARC-Filename", name) + line("Content-Type", FIELDS);
        return member(header, warcinfoFields);
    }

    /** The response, its request and, where there are facts, a metadata record. */
    Group page(HttpExchange exchange, Map<String, String> facts) {
        String payloadDigest = exchange.payloadDigest();
        String id = recordId("response", exchange.url(), payloadDigest);
        String header = header("response", id, exchange.date())
                + target(exchange)
                + line("WARC-Payload-Digest", payloadDigest)
                + line("Content-Type", HTTP_RESPONSE);
        byte[] response = member(header, concat(exchange.responseHead().getBytes(UTF_8), exchange.body()));
        return group(exchange, facts, response, id, payloadDigest);
    }

    /** The revisit record, without the body, and its request. */
    Group revisit(HttpExchange exchange, Revisit revisit) {
        String id = recordId("revisit", exchange.url(), revisit.payloadDigest() + ' ' + exchange.date());
        String header = header("revisit", id, exchange.date())
                + target(exchange)
                + line("WARC-Profile", revisit.profile().uri())
                + line("WARC-Refers-To", "<" + revisit.recordId() + ">")
                + line("WARC-Refers-To-Target-URI", exchange.url())
                + line("WARC-Refers-To-Date", seconds(Instant.parse(revisit.date())))
                + line("WARC-Payload-Digest", revisit.payloadDigest())
                + line("Content-Type", HTTP_RESPONSE);
        byte[] record = member(header, exchange.responseHead().getBytes(UTF_8));
        return group(exchange, Map.of(), record, id, revisit.payloadDigest());
    }

    private Group group(
            HttpExchange exchange, Map<String, String> facts, byte[] first, String id, String payloadDigest) {
        ByteArrayOutputStream members = new ByteArrayOutputStream(first.length + 1024);
        members.writeBytes(first);
        members.writeBytes(beside(
                "request", exchange, id, HTTP_REQUEST, exchange.requestHead().getBytes(UTF_8)));
        if (!facts.isEmpty()) {
            members.writeBytes(beside("metadata", exchange, id, FIELDS, fields(facts)));
        }
        return new Group(members.toByteArray(), first.length, id, payloadDigest);
    }

    private byte[] beside(String type, HttpExchange exchange, String responseId, String contentType, byte[] block) {
        String header = header(type, recordId(type, exchange.url(), responseId), exchange.date())
                + target(exchange)
                + line("WARC-Concurrent-To", "<" + responseId + ">")
                + line("Content-Type", contentType);
        return member(header, block);
    }

    private String target(HttpExchange exchange) {
        String address = exchange.ipAddress().isEmpty() ? "" : line("WARC-IP-Address", exchange.ipAddress());
        String protocol = exchange.isPlain() ? "" : line("WARC-Protocol", exchange.protocol());
        return line("WARC-Target-URI", exchange.url())
                + address
                + protocol
                + line("WARC-Warcinfo-ID", "<" + warcinfoId + ">");
    }

    private static String header(String type, String id, Instant date) {
        return "WARC/1.1"
                + LINE_END
                + line("WARC-Type", type)
                + line("WARC-Record-ID", "<" + id + ">")
                + line("WARC-Date", seconds(date));
    }

    private static byte[] member(String header, byte[] block) {
        String whole = header
                + line("WARC-Block-Digest", sha1(block))
                + line("Content-Length", Integer.toString(block.length))
                + LINE_END;
        ByteArrayOutputStream member = new ByteArrayOutputStream(block.length / 4 + 512);
        try (OutputStream gzip = new FastGzip(member)) {
            gzip.write(whole.getBytes(UTF_8));
            gzip.write(block);
            gzip.write((LINE_END + LINE_END).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be written", e);
        }
        return member.toByteArray();
    }

    private static byte[] fields(Map<String, String> fields) {
        StringBuilder block = new StringBuilder();
        new TreeMap<>(fields).forEach((field, value) -> block.append(line(field, value)));
        return block.toString().getBytes(UTF_8);
    }

    private static String line(String name, String value) {
        return name + ": " + oneLine(value) + LINE_END;
    }

    private static String oneLine(String value) {
        return value.indexOf('\r') < 0 && value.indexOf('\n') < 0 ? value : value.replaceAll("[\\r\\n]+", " ");
    }

    private static String seconds(Instant date) {
        return date.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String recordId(String type, String url, String payloadDigest) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes((type + ' ' + url + ' ' + payloadDigest).getBytes(UTF_8));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length);
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    static String sha1(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(bytes);
            return new WarcDigest(digest).prefixedBase32();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** Compresses at the lowest level: a third of the time of the usual one for an eighth more bytes. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
