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

/** What a heading or another short text is about, by words that many sites use around their texts; a set of bits. */
final class Sayings {

    private static final String RESOURCE = "sayings.txt";
    private static final int MAX_CHARACTERS = 120;
    private static final Sayings STANDARD = read();

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> words = new HashMap<>();

    private Sayings() {}

    static Sayings standard() {
        return STANDARD;
    }

    int count() {
        return names.size();
    }

    String name(int saying) {
        return names.get(saying);
    }

    /** What a text says; nothing where it is long. */
    int of(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return 0;
        }
        int bits = 0;
        String before = "";
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char character = i < text.length() ? Character.toLowerCase(text.charAt(i)) : ' ';
            if (Character.isLetterOrDigit(character) || character == '\'') {
                word.append(character);
            } else if (!word.isEmpty()) {
                String ended = word.toString();
                bits |= words.getOrDefault(ended, 0) | words.getOrDefault(before + '_' + ended, 0);
                before = ended;
                word.setLength(0);
            }
        }
        return bits;
    }

    private static Sayings read() {
        Sayings sayings = new Sayings();
        try (InputStream in = Sayings.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(sayings::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sayings;
    }

    private void add(String line) {
        StringTokenizer tokens = new StringTokenizer(line);
        int bit = 1 << names.size();
        names.add(tokens.nextToken());
        while (tokens.hasMoreTokens()) {
            words.merge(tokens.nextToken(), bit, (a, b) -> a | b);
        }
    }
}
