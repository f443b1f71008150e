package io.bloomery.data.tokenize;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The 256 printable characters that stand for the bytes in vocabularies, as GPT-2 chose them.
 *
 * <p>Bytes that are printable in Latin-1 stand for themselves; the others, in order, are the characters from U+0100 on.
 */
final class ByteSymbols {

    static final int COUNT = 256;

    private static final int FIRST_SUBSTITUTE = 0x100;
    private static final char[] SYMBOLS = new char[COUNT];
    private static final short[] BYTES = new short[2 * COUNT];

    static {
        Arrays.fill(BYTES, (short) -1);
        int substitute = FIRST_SUBSTITUTE;
        for (int value = 0; value < COUNT; value++) {
            SYMBOLS[value] = (char) (isPrintable(value) ? value : substitute++);
            BYTES[SYMBOLS[value]] = (short) value;
        }
    }

    private ByteSymbols() {}

    static char symbol(int unsignedByte) {
        return SYMBOLS[unsignedByte];
    }

    /** The characters of a text's UTF-8 bytes. */
    static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        char[] symbols = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            symbols[i] = SYMBOLS[bytes[i] & 0xff];
        }
        return new String(symbols);
    }

    /** Whether every character stands for a byte. */
    static boolean areSymbols(String token) {
        return token.chars().allMatch(c -> c < BYTES.length && BYTES[c] >= 0);
    }

    /** The bytes that a token of symbols stands for. */
    static byte[] bytes(String token) {
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) BYTES[token.charAt(i)];
        }
        return bytes;
    }

    private static boolean isPrintable(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
    }
}
