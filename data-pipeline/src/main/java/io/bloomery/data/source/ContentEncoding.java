package io.bloomery.data.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes the {@code Content-Encoding} of HTTP (RFC 9110, 8.4) without trusting the size it unfolds to. */
public final class ContentEncoding {

    private static final int CHUNK = 1 << 14;

    private ContentEncoding() {}

    /** How decoding ended. */
    public enum Outcome {
        COMPLETE,
        /** The encoded bytes end early; what could be decoded is there. */
        TRUNCATED,
        /** More bytes than allowed; the bytes are cut at the limit. */
        TOO_LARGE,
        /** Not valid in the encoding it claims. */
        CORRUPT,
        /** An encoding other than gzip, deflate and identity, or several on top of each other. */
        UNSUPPORTED
    }

    /** Decoded bytes and how decoding ended. */
    @SuppressWarnings("ArrayRecordComponent") // a result that is taken apart at once
    public record Decoded(byte[] bytes, Outcome outcome) {}

    /**
     * Decodes a body; never throws, whatever the bytes are.
     *
     * @param contentEncoding the header's value; empty where there was none
     * @param maxBytes largest result, in bytes
     */
    public static Decoded decode(byte[] encoded, String contentEncoding, int maxBytes) {
        List<String> codings = codings(contentEncoding);
        if (codings.size() > 1) {
            return new Decoded(encoded, Outcome.UNSUPPORTED);
        }
        String coding = codings.isEmpty() ? "identity" : codings.get(0);
        return switch (coding) {
            case "identity" -> identity(encoded, maxBytes);
            case "gzip", "x-gzip" ->
                isGzip(encoded)
                        ? inflate(encoded, () -> new GZIPInputStream(new ByteArrayInputStream(encoded)), maxBytes)
                        : identity(encoded, maxBytes); // archives keep the header when they store the decoded body
            case "deflate" ->
                inflate(
                        encoded,
                        () -> new InflaterInputStream(
                                new ByteArrayInputStream(encoded), new Inflater(!hasZlibHeader(encoded))),
                        maxBytes);
            default -> new Decoded(encoded, Outcome.UNSUPPORTED);
        };
    }

    private static List<String> codings(String contentEncoding) {
        return Arrays.stream(contentEncoding.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(coding -> !coding.isEmpty() && !coding.equals("none"))
                .toList();
    }

    private static Decoded identity(byte[] bytes, int maxBytes) {
        return bytes.length <= maxBytes
                ? new Decoded(bytes, Outcome.COMPLETE)
                : new Decoded(Arrays.copyOf(bytes, maxBytes), Outcome.TOO_LARGE);
    }

    private static Decoded inflate(byte[] encoded, Opening opening, int maxBytes) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(Math.min(maxBytes, 4 * encoded.length + CHUNK));
        try (InputStream in = opening.open()) {
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                int room = maxBytes - decoded.size();
                decoded.write(chunk, 0, Math.min(count, room));
                if (count > room) {
                    return new Decoded(decoded.toByteArray(), Outcome.TOO_LARGE);
                }
            }
            return new Decoded(decoded.toByteArray(), Outcome.COMPLETE);
        } catch (EOFException e) {
            return new Decoded(decoded.toByteArray(), Outcome.TRUNCATED);
        } catch (IOException e) {
            return new Decoded(decoded.toByteArray(), Outcome.CORRUPT);
        }
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    /** RFC 1950: method 8 and a header that is a multiple of 31; some servers send bare deflate data instead. */
    private static boolean hasZlibHeader(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & 0x0f) == 8 && (((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff)) % 31 == 0;
    }

    /** Opens the decoding stream; reading its header may already fail. */
    private interface Opening {
        InputStream open() throws IOException;
    }
}
