package io.bloomery.data.tokenize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/**
 * The kind of a code point that decides where words end: {@code \p{L}}, {@code \p{N}}, {@code \s} or none of them.
 *
 * <p>The classes are those of Unicode 14.0, from a table of ours and not from the JDK, whose tables change with its
 * version: the same text must give the same words on every machine.
 */
enum CharacterClass {
    OTHER,
    LETTER,
    NUMBER,
    SPACE;

    private static final String TABLE = "character-classes.txt";
    private static final CharacterClass[] CLASSES = readTable();

    static CharacterClass of(int codePoint) {
        return CLASSES[codePoint];
    }

    private static CharacterClass[] readTable() {
        CharacterClass[] classes = new CharacterClass[Character.MAX_CODE_POINT + 1];
        Arrays.fill(classes, OTHER);
        try (InputStream stream = CharacterClass.class.getResourceAsStream(TABLE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Iterator<String> ranges =
                    reader.lines().filter(line -> !line.startsWith("#")).iterator();
            while (ranges.hasNext()) {
                fill(classes, ranges.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE + " of the jar", e);
        }
        return classes;
    }

    private static void fill(CharacterClass[] classes, String range) {
        String[] fields = range.split(" ", -1);
        int first = Integer.parseInt(fields[1], 16);
        int last = Integer.parseInt(fields[2], 16);
        Arrays.fill(classes, first, last + 1, valueOf(fields[0].toUpperCase(Locale.ROOT)));
    }
}
