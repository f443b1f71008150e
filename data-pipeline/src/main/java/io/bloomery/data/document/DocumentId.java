package io.bloomery.data.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stable identity of a document and of its content: the same input gives the same id on every machine and in every run. */
public final class DocumentId {

    private static final int ID_BYTES = 16;

    private DocumentId() {}

    /** The id of the page at a URL: the first 128 bits of the URL's SHA-256, as 32 lower-case hex digits. */
    public static String ofUrl(String url) {
        return HexFormat.of().formatHex(sha256(url), 0, ID_BYTES);
    }

    /** SHA-256 of a text in UTF-8, as 64 lower-case hex digits. */
    public static String contentSha256(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
