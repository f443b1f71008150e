package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.netpreserve.jwarc.WarcDigest;

/** Cuts the WARC record (ISO 28500) that a window starts with out of it, and gives up no byte of the window. */
final class RecordFrame {

    static final byte[] MAGIC = "WARC/1.".getBytes(UTF_8);

    private static final byte[] LINE_ENDS = "\r\n\r\n".getBytes(UTF_8);
    private static final int MAX_HEADER_BYTES = 1 << 16;

    private final Window window;
    private final int maxBytes;
    private int size;
    private int examined;

    RecordFrame(Window window, int maxBytes) {
        this.window = window;
        this.maxBytes = maxBytes;
    }

    /** Size in bytes of the record that was cut out last, with the line ends after it. */
    int recordSize() {
        return size;
    }

    /** How many bytes the last try looked at. */
    int examined() {
        return examined;
    }

    /** The record, its length checked against what follows and its block against the digest it declares. */
    WarcRecord cut() throws IOException, DamageException {
        examined = MAGIC.length;
        if (!window.startsWith(0, MAGIC)) {
            throw damage("not-a-warc-record", "no WARC record starts here");
        }
        int headerSize = headerSize();
        Map<String, String> headers = headers(new String(window.copy(0, headerSize), UTF_8));
        long length = contentLength(headers);
        if (headerSize + length > maxBytes) {
            throw damage("record-too-large", "record of " + length + " bytes, limit " + maxBytes);
        }
        int end = headerSize + (int) length;
        if (!window.has(end)) {
            throw damage("warc-truncated", "the file ends inside a record of " + length + " bytes");
        }
        size = end + lineEndsAt(end);
        examined = size;
        WarcRecord record = new WarcRecord(headers, window.copy(headerSize, (int) length), window.offset());
        checkDigest(record);
        return record;
    }

    private int headerSize() throws IOException, DamageException {
        for (int i = MAGIC.length; i < MAX_HEADER_BYTES; i++) {
            examined = i;
            if (!window.has(i + LINE_ENDS.length)) {
                throw damage("warc-truncated", "the file ends inside a record header");
            }
            if (window.at(i) == '\r' && window.startsWith(i, LINE_ENDS)) {
                return i + LINE_ENDS.length;
            }
        }
        throw damage("warc-corrupt", "record header of more than " + MAX_HEADER_BYTES + " bytes");
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new HashMap<>();
        text.lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        });
        return headers;
    }

    private long contentLength(Map<String, String> headers) throws DamageException {
        String value = headers.getOrDefault("content-length", "");
        if (!value.matches("[0-9]{1,18}")) {
            throw damage("warc-corrupt", "Content-Length is '" + value + "'");
        }
        return Long.parseLong(value);
    }

    /** How many of the four line end bytes follow the block: all, or what is left at the end of the file. */
    private int lineEndsAt(int end) throws IOException, DamageException {
        int count = window.has(end + LINE_ENDS.length) ? LINE_ENDS.length : window.size() - end;
        if (!window.startsWith(end, Arrays.copyOf(LINE_ENDS, count))) {
            throw damage("warc-corrupt", "the record does not end where its Content-Length says");
        }
        return count;
    }

    private void checkDigest(WarcRecord record) throws DamageException {
        String declared = record.header("WARC-Block-Digest");
        if (declared.isEmpty()) {
            return;
        }
        try {
            WarcDigest digest = new WarcDigest(declared);
            MessageDigest computed = digest.getDigester();
            if (!Arrays.equals(digest.bytes(), computed.digest(record.block()))) {
                throw damage("digest-mismatch", "the block is not what its digest " + declared + " says");
            }
        } catch (NoSuchAlgorithmException e) {
            return; // nothing to compare with
        } catch (IllegalArgumentException e) {
            throw damage("warc-corrupt", "WARC-Block-Digest is '" + declared + "'");
        }
    }

    private DamageException damage(String reason, String detail) {
        return new DamageException(reason, window.offset(), detail);
    }
}
