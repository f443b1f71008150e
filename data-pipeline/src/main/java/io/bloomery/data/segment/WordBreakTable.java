package io.bloomery.data.segment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which {@link WordBreak} each character has; read once from {@code word-break.txt}, a table of Unicode 16. */
final class WordBreakTable {

    private static final String PICTOGRAPHIC = "Extended_Pictographic";
    private static final WordBreak[] BASIC_PLANE = new WordBreak[Character.MIN_SUPPLEMENTARY_CODE_POINT];
    private static final NavigableMap<Integer, Range> OTHER_PLANES = new TreeMap<>();
    private static final BitSet PICTURES = new BitSet();

    static {
        Arrays.fill(BASIC_PLANE, WordBreak.OTHER);
        read();
    }

    private WordBreakTable() {}

    static WordBreak of(int codePoint) {
        if (codePoint < BASIC_PLANE.length) {
            return BASIC_PLANE[codePoint];
        }
        Map.Entry<Integer, Range> range = OTHER_PLANES.floorEntry(codePoint);
        return range != null && codePoint <= range.getValue().last ? range.getValue().kind : WordBreak.OTHER;
    }

    static boolean isPictographic(int codePoint) {
        return PICTURES.get(codePoint);
    }

    private static void read() {
        try (InputStream table = WordBreakTable.class.getResourceAsStream("word-break.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(" ", 3);
                add(Integer.parseInt(fields[0], 16), Integer.parseInt(fields[1], 16), fields[2]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(int first, int last, String property) {
        if (property.equals(PICTOGRAPHIC)) {
            PICTURES.set(first, last + 1);
            return;
        }
        WordBreak kind = kind(property);
        if (first < BASIC_PLANE.length) {
            Arrays.fill(BASIC_PLANE, first, Math.min(last + 1, BASIC_PLANE.length), kind);
        }
        if (last >= BASIC_PLANE.length) {
            OTHER_PLANES.put(first, new Range(last, kind));
        }
    }

    private static WordBreak kind(String property) {
        return Arrays.stream(WordBreak.values())
                .filter(kind -> kind.name().equalsIgnoreCase(property))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("word-break.txt names the unknown property " + property));
    }

    private record Range(int last, WordBreak kind) {}
}
