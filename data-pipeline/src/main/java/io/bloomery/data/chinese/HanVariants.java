package io.bloomery.data.chinese;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * The simplified and the traditional forms of Chinese characters, by the tables of OpenCC, character by character.
 *
 * <p>Where one simplified character stands for several traditional ones the most frequent is taken: converting to
 * simplified characters is right, converting to traditional ones is right mostly.
 */
public final class HanVariants {

    private static final char FIRST = '\u4e00';
    private static final char LAST = '\u9fff';

    private static final HanVariants TABLE = new HanVariants();

    private final char[] simplified = new char[LAST - FIRST + 1];
    private final char[] traditional = new char[LAST - FIRST + 1];
    private final boolean[] isInBoth = new boolean[LAST - FIRST + 1];

    private HanVariants() {
        for (int i = 0; i < simplified.length; i++) {
            simplified[i] = (char) (FIRST + i);
            traditional[i] = (char) (FIRST + i);
            isInBoth[i] = true;
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(HanVariants.class.getResourceAsStream("variants.txt"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        int character = line.charAt(2) - FIRST;
        if (line.startsWith("t")) {
            simplified[character] = line.charAt(4);
            isInBoth[character] = false;
        } else {
            traditional[character] = line.charAt(4);
            isInBoth[character] = line.indexOf(line.charAt(2), 4) >= 0;
        }
    }

    /** The text in simplified characters; everything else stays. */
    public static String simplify(String text) {
        return convert(text, TABLE.simplified);
    }

    /** The text in traditional characters; everything else stays. */
    public static String traditionalize(String text) {
        return convert(text, TABLE.traditional);
    }

    /**
     * How much of a text is in traditional characters: their share, in [0, 1], of the characters that only one of the
     * scripts has; empty for a text without such characters.
     */
    public static OptionalDouble traditionalShare(String text) {
        int traditional = 0;
        int simplified = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST && c <= LAST && !TABLE.isInBoth[c - FIRST]) {
                boolean isTraditional = TABLE.simplified[c - FIRST] != c;
                traditional += isTraditional ? 1 : 0;
                simplified += isTraditional ? 0 : 1;
            }
        }
        return traditional + simplified == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) traditional / (traditional + simplified));
    }

    private static String convert(String text, char[] table) {
        StringBuilder converted = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST && c <= LAST) {
                converted.setCharAt(i, table[c - FIRST]);
            }
        }
        return converted.toString();
    }
}
