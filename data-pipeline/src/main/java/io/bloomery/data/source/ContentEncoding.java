package io.bloomery.data.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
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
import org.brotli.dec.BrotliInputStream;

/** Undoes the {@code Content-Encoding} of HTTP (RFC 9110, 8.4) without trusting the size it unfolds to. */
public final class ContentEncoding {

    private static final int CHUNK = 1 << 14;
    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD_MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    /** Servers that encode twice do so by mistake; more often than that, on purpose. */
    private static final int MAX_CODINGS = 2;

    /** RFC 9659: 8 MiB, so that a header of a few bytes cannot ask for more memory. */
    private static final int MAX_ZSTD_WINDOW_LOG = 23;

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
        /** An encoding other than gzip, deflate, br, zstd and identity, or more than two on top of each other. */
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
        if (codings.size() > MAX_CODINGS) {
            return new Decoded(encoded, Outcome.UNSUPPORTED);
        }
        Decoded decoded = identity(encoded, codings.isEmpty() ? maxBytes : Integer.MAX_VALUE);
        for (int i = codings.size() - 1; i >= 0 && decoded.outcome() == Outcome.COMPLETE; i--) {
            decoded = decodeOne(decoded.bytes(), codings.get(i), maxBytes);
        }
        return decoded;
    }

    private static Decoded decodeOne(byte[] encoded, String coding, int maxBytes) {
        return switch (coding) {
            case "identity" -> identity(encoded, maxBytes);
            case "gzip", "x-gzip" ->
                startsWith(encoded, GZIP_MAGIC)
                        ? unpack(encoded, GZIPInputStream::new, maxBytes)
                        : identity(encoded, maxBytes); // archives keep the header when they store the decoded body
            case "deflate" ->
                unpack(encoded, in -> new InflaterInputStream(in, new Inflater(!hasZlibHeader(encoded))), maxBytes);
            case "br" -> unpack(encoded, BrotliInputStream::new, maxBytes);
            case "zstd" ->
                startsWith(encoded, ZSTD_MAGIC)
                        ? unpack(encoded, ContentEncoding::zstd, maxBytes)
                        : identity(encoded, maxBytes);
            default -> new Decoded(encoded, Outcome.UNSUPPORTED);
        };
    }

    private static InputStream zstd(InputStream encoded) throws IOException {
        ZstdInputStreamNoFinalizer decoded = new ZstdInputStreamNoFinalizer(encoded);
        decoded.setLongMax(MAX_ZSTD_WINDOW_LOG);
        return decoded;
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

    private static Decoded unpack(byte[] encoded, Opening opening, int maxBytes) {
        long likely = 4L * encoded.length + CHUNK;
        ByteArrayOutputStream decoded = new ByteArrayOutputStream((int) Math.min(maxBytes, likely));
        try (InputStream in = opening.open(new ByteArrayInputStream(encoded))) {
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

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** RFC 1950: method 8 and a header that is a multiple of 31; some servers send bare deflate data instead. */
    private static boolean hasZlibHeader(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & 0x0f) == 8 && (((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff)) % 31 == 0;
    }

    /** Opens the decoding stream; reading its header may already fail. */
    private interface Opening {
        InputStream open(InputStream encoded) throws IOException;
    }
}
