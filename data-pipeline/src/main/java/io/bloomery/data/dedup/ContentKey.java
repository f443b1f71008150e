package io.bloomery.data.dedup;

import io.bloomery.data.document.DocumentId;
import io.bloomery.data.normalize.UnicodeForm;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The key that exact duplicates share: SHA-256 of the text in NFC, each run of white space taken as one space and none
 * at the ends.
 *
 * <p>So texts are equal when a reader sees the same characters; case and punctuation count unless they are said not to.
 * All blank texts are equal.
 */
public final class ContentKey {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{IsAlphabetic}\\p{M}]+");

    private ContentKey() {}

    /** The key of a text, as 64 lower-case hex digits. */
    public static String of(String text) {
        return of(text, false, false);
    }

    /** The key of a text whose case does not count, or of which only letters do. */
    public static String of(String text, boolean ignoreCase, boolean lettersOnly) {
        String cased = ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
        String compared = lettersOnly
                ? NO_LETTER.matcher(cased).replaceAll("")
                : WHITE_SPACE.matcher(cased).replaceAll(" ").strip();
        return DocumentId.contentSha256(UnicodeForm.NFC.of(compared));
    }
}
