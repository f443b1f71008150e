package io.bloomery.data.dedup;

import io.bloomery.data.document.DocumentId;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The key that exact duplicates share: SHA-256 of the text in NFC, each run of white space taken as one space and none
 * at the ends.
 *
 * <p>So texts are equal when a reader sees the same characters; case and punctuation count. All blank texts are equal.
 */
public final class ContentKey {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");

    private ContentKey() {}

    /** The key of a text, as 64 lower-case hex digits. */
    public static String of(String text) {
        String spaced = WHITE_SPACE.matcher(text).replaceAll(" ").strip();
        return DocumentId.contentSha256(Normalizer.normalize(spaced, Normalizer.Form.NFC));
    }
}
