package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP response as archives store it: status, headers by lower-case name, and the body without chunk framing.
 *
 * <p>More lenient than a client: bare line feeds end lines, the declared length counts for nothing (the record knows
 * its own), and a chunked body that is not chunked is taken as it is, since crawlers store it so.
 */
@SuppressWarnings("ArrayRecordComponent") // lives inside one call and is never compared
record HttpResponseBytes(int status, Map<String, String> headers, byte[] body) {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/[0-9.]{1,4} +([1-9][0-9][0-9])( .*)?");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,7})[ \t]*(;.*)?");
    private static final int MAX_CHUNK_LINE = 256;

    /** Whether a message begins as a response does. */
    static boolean startsLikeOne(byte[] message) {
        return new String(message, 0, Math.min(message.length, 5), ISO_8859_1).equals("HTTP/");
    }

    /** Takes a stored message apart; empty when it does not begin with a status line. */
    static Optional<HttpResponseBytes> parse(byte[] message) {
        int end = headerEnd(message);
        String[] lines = new String(message, 0, end, ISO_8859_1).split("\r?\n", -1);
        Matcher statusLine = STATUS_LINE.matcher(lines[0].strip());
        if (!statusLine.matches()) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        byte[] body = Arrays.copyOfRange(message, end, message.length);
        boolean chunked = headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked");
        return Optional.of(new HttpResponseBytes(
                Integer.parseInt(statusLine.group(1)), headers, chunked ? withoutChunks(body) : body));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    private static int headerEnd(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            if (message[i] != '\n') {
                continue;
            }
            if (i + 1 < message.length && message[i + 1] == '\n') {
                return i + 2;
            }
            if (i + 2 < message.length && message[i + 1] == '\r' && message[i + 2] == '\n') {
                return i + 3;
            }
        }
        return message.length;
    }

    private static byte[] withoutChunks(byte[] body) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(body.length);
        int position = 0;
        while (position < body.length) {
            int lineEnd = lineEnd(body, position);
            Matcher size = CHUNK_SIZE.matcher(new String(body, position, lineEnd - position, ISO_8859_1).strip());
            if (!size.matches()) {
                return position == 0 ? body : joined.toByteArray();
            }
            int length = Math.min(Integer.parseInt(size.group(1), 16), body.length - Math.min(lineEnd, body.length));
            if (length == 0) {
                break;
            }
            joined.write(body, lineEnd, length);
            position = lineEnd + length;
            while (position < body.length && (body[position] == '\r' || body[position] == '\n')) {
                position++;
            }
        }
        return joined.toByteArray();
    }

    private static int lineEnd(byte[] body, int start) {
        int limit = Math.min(body.length, start + MAX_CHUNK_LINE);
        for (int i = start; i < limit; i++) {
            if (body[i] == '\n') {
                return i + 1;
            }
        }
        return limit;
    }
}
