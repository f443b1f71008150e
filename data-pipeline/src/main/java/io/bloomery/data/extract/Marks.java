package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jsoup.nodes.Element;

/** What the name, role, item property, class names and id of an element say about it, as a set of bits. */
final class Marks {

    private static final String RESOURCE = "marks.txt";
    private static final int MAX_NAME_CHARACTERS = 512;
    private static final Marks STANDARD = read();

    private final List<String> names = new ArrayList<>();
    private final Map<String, Long> words = new HashMap<>();

    private Marks() {}

    static Marks standard() {
        return STANDARD;
    }

    int count() {
        return names.size();
    }

    String name(int mark) {
        return names.get(mark);
    }

    /** The bit of a mark. */
    long bit(String name) {
        return 1L << names.indexOf(name);
    }

    /** The marks of an element; {@code seen} remembers what class names mean for the rest of the page. */
    long of(Element element, Map<String, Long> seen) {
        long bits = words.getOrDefault('<' + element.normalName() + '>', 0L);
        if (element.attributesSize() == 0) {
            return bits;
        }
        bits |= named('@', element.attr("role"), seen) | named('$', element.attr("itemprop"), seen);
        return bits | named(' ', element.className(), seen) | named(' ', element.id(), seen);
    }

    private long named(char kind, String value, Map<String, Long> seen) {
        if (value.isEmpty()) {
            return 0;
        }
        String key = kind + value;
        Long known = seen.get(key);
        if (known == null) {
            known = kind == ' ' ? ofWords(value) : words.getOrDefault(lowerCase(key), 0L);
            seen.put(key, known);
        }
        return known;
    }

    private long ofWords(String value) {
        long bits = 0;
        StringBuilder word = new StringBuilder();
        boolean wasLower = false;
        int end = Math.min(value.length(), MAX_NAME_CHARACTERS);
        for (int i = 0; i <= end; i++) {
            char character = i < end ? value.charAt(i) : ' ';
            boolean upper = character >= 'A' && character <= 'Z';
            boolean letter = upper || (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
            if ((!letter || (upper && wasLower)) && !word.isEmpty()) {
                bits |= words.getOrDefault(word.toString(), 0L);
                word.setLength(0);
            }
            if (letter) {
                word.append(upper ? (char) (character + 32) : character);
            }
            wasLower = letter && !upper;
        }
        return bits;
    }

    private static String lowerCase(String key) {
        StringBuilder lower = new StringBuilder(Math.min(key.length(), MAX_NAME_CHARACTERS));
        for (int i = 0; i < key.length() && i < MAX_NAME_CHARACTERS; i++) {
            char character = key.charAt(i);
            lower.append(character >= 'A' && character <= 'Z' ? (char) (character + 32) : character);
        }
        return lower.toString();
    }

    private static Marks read() {
        Marks marks = new Marks();
        try (InputStream in = Marks.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(marks::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return marks;
    }

    private void add(String line) {
        StringTokenizer tokens = new StringTokenizer(line);
        long bit = 1L << names.size();
        names.add(tokens.nextToken());
        while (tokens.hasMoreTokens()) {
            words.merge(lowerCase(tokens.nextToken()), bit, (a, b) -> a | b);
        }
    }
}
