package io.bloomery.data.normalize;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A charset of one byte a character that text may have been decoded in by mistake.
 *
 * <p>Bytes that the charset leaves undefined are the C1 control characters of Latin-1, as browsers have it, and U+FFFD is
 * the byte 1A: some byte that was lost.
 */
final class SingleByteCharset {

    static final byte LOST = 0x1a;

    private static final char REPLACEMENT = '\uFFFD';

    /** In the order in which they are tried: the commonest first. */
    static final List<SingleByteCharset> ALL = List.of(
            new SingleByteCharset("ISO-8859-1", false),
            new SingleByteCharset("windows-1252", true),
            new SingleByteCharset("windows-1251", true),
            new SingleByteCharset("windows-1250", true),
            new SingleByteCharset("windows-1253", true),
            new SingleByteCharset("windows-1254", true),
            new SingleByteCharset("windows-1257", true),
            new SingleByteCharset("ISO-8859-2", false),
            new SingleByteCharset("x-MacRoman", false),
            new SingleByteCharset("IBM437", false));

    /** What browsers take C1 control characters for. */
    static final SingleByteCharset WINDOWS_1252 = ALL.get(1);

    private final boolean lossy;
    private final char[] characters = new char[256];
    private final Map<Character, Byte> bytes = new HashMap<>();

    private SingleByteCharset(String name, boolean lossy) {
        this.lossy = lossy;
        Charset charset = Charset.forName(name);
        for (int i = 0; i < characters.length; i++) {
            char character = new String(new byte[] {(byte) i}, charset).charAt(0);
            characters[i] = character == REPLACEMENT ? (char) i : character;
            bytes.put(characters[i], (byte) i);
        }
        if (lossy) {
            bytes.put(REPLACEMENT, LOST);
        }
    }

    /** Whether bytes may have been lost in it. */
    boolean isLossy() {
        return lossy;
    }

    char character(int value) {
        return characters[value];
    }

    /** The bytes that were decoded to a text; empty if it has other characters. */
    Optional<byte[]> encode(CharSequence text) {
        byte[] encoded = new byte[text.length()];
        for (int i = 0; i < encoded.length; i++) {
            Byte value = text.charAt(i) < 0x80 ? (Byte) (byte) text.charAt(i) : bytes.get(text.charAt(i));
            if (value == null) {
                return Optional.empty();
            }
            encoded[i] = value;
        }
        return Optional.of(Arrays.copyOf(encoded, encoded.length));
    }
}
