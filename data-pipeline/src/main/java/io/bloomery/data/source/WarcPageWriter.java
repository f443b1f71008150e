package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.netpreserve.jwarc.WarcDigest;

/**
 * Writes HTTP exchanges as WARC 1.1 (ISO 28500:2017), one gzip member a record, so that an index can point at each.
 *
 * <p>Record ids are name-based UUIDs of record type, URL and payload: two runs that fetch the same bytes write the same
 * ids. Not for use by several threads; closes its stream.
 */
public final class WarcPageWriter implements AutoCloseable {

    private static final String HTTP_REQUEST = "application/http;msgtype=request";
    private static final String HTTP_RESPONSE = "application/http;msgtype=response";
    private static final String LINE_END = "\r\n";

    private final OutputStream out;
    private final String warcinfoId;
    private long position;

    /**
     * Starts an archive with its warcinfo record.
     *
     * @param name of the archive file
     * @param fields what made it: software, operator, robots policy
     */
    public WarcPageWriter(OutputStream out, String name, Instant date, Map<String, String> fields) throws IOException {
        this.out = out;
        StringBuilder block = new StringBuilder();
        new TreeMap<>(fields)
                .forEach((field, value) ->
                        block.append(field).append(": ").append(oneLine(value)).append(LINE_END));
        byte[] content = block.toString().getBytes(UTF_8);
        this.warcinfoId = recordId("warcinfo", name, sha1(content));
        String header = header("warcinfo", warcinfoId, date)
                + line("WARC-Filename", name)
                + line("Content-Type", "application/warc-fields");
        write(header, content);
    }

    /** Writes the response and, after it, the request; tells where the response lies. */
    public WarcPosition write(HttpExchange exchange) throws IOException {
        String payloadDigest = sha1(exchange.body());
        String responseId = recordId("response", exchange.url(), payloadDigest);
        long offset = position;
        String response = header("response", responseId, exchange.date())
                + target(exchange)
                + line("WARC-Payload-Digest", payloadDigest)
                + line("Content-Type", HTTP_RESPONSE);
        write(response, concat(exchange.responseHead().getBytes(UTF_8), exchange.body()));
        long length = position - offset;
        String request = header("request", recordId("request", exchange.url(), payloadDigest), exchange.date())
                + target(exchange)
                + line("WARC-Concurrent-To", "<" + responseId + ">")
                + line("Content-Type", HTTP_REQUEST);
        write(request, exchange.requestHead().getBytes(UTF_8));
        return new WarcPosition(offset, length, responseId, payloadDigest);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private String target(HttpExchange exchange) {
        String address = exchange.ipAddress().isEmpty() ? "" : line("WARC-IP-Address", exchange.ipAddress());
        return line("WARC-Target-URI", exchange.url()) + address + line("WARC-Warcinfo-ID", "<" + warcinfoId + ">");
    }

    private static String header(String type, String id, Instant date) {
        return "WARC/1.1"
                + LINE_END
                + line("WARC-Type", type)
                + line("WARC-Record-ID", "<" + id + ">")
                + line("WARC-Date", date.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private void write(String header, byte[] block) throws IOException {
        String whole = header
                + line("WARC-Block-Digest", sha1(block))
                + line("Content-Length", Integer.toString(block.length))
                + LINE_END;
        ByteArrayOutputStream member = new ByteArrayOutputStream(block.length / 4 + 1024);
        try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
            gzip.write(whole.getBytes(UTF_8));
            gzip.write(block);
            gzip.write((LINE_END + LINE_END).getBytes(UTF_8));
        }
        member.writeTo(out);
        position += member.size();
    }

    private static String line(String name, String value) {
        return name + ": " + oneLine(value) + LINE_END;
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\r\\n]+", " ");
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

    private static String sha1(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(bytes);
            return new WarcDigest(digest).prefixedBase32();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
