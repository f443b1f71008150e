package io.bloomery.data.filter.nemo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bloomery.data.segment.PythonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Paragraphs that say nothing but how a site treats its visitors, by the phrases of {@code boilerplate.txt}. */
final class Boilerplate {

    private static final String PLACEHOLDER = "lorem ipsum";
    private static final List<String> PHRASES = phrases();

    private Boilerplate() {}

    /** Paragraphs with a phrase over all paragraphs; 1 if one holds the printers' placeholder text. */
    static double share(List<String> paragraphs) {
        List<Integer> found = indices(paragraphs);
        return hasPlaceholder(paragraphs) ? 1 : (double) found.size() / paragraphs.size();
    }

    /**
     * The text without its boilerplate.
     *
     * @param onlyAtEnds whether paragraphs go where they stand together at the top or at the bottom, and a text with others
     *     stays as it is; otherwise a text with any goes as a whole
     */
    static String removed(String text, boolean onlyAtEnds) {
        List<String> paragraphs = PythonText.parts(text, "\n\n");
        List<Integer> found = indices(paragraphs);
        if (hasPlaceholder(paragraphs) || (!onlyAtEnds && !found.isEmpty())) {
            return "";
        }
        if (found.isEmpty() || found.size() == paragraphs.size() || !standTogetherAtAnEnd(found, paragraphs.size())) {
            return text;
        }
        List<String> left = new ArrayList<>(paragraphs);
        left.subList(found.get(0), found.get(found.size() - 1) + 1).clear();
        return String.join("\n\n", left);
    }

    private static boolean standTogetherAtAnEnd(List<Integer> found, int paragraphs) {
        int first = found.get(0);
        int last = found.get(found.size() - 1);
        return last - first == found.size() - 1 && (first == 0 || last == paragraphs - 1);
    }

    private static List<Integer> indices(List<String> paragraphs) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < paragraphs.size(); i++) {
            String paragraph = paragraphs.get(i).toLowerCase(Locale.ROOT);
            if (PHRASES.stream().anyMatch(paragraph::contains)) {
                found.add(i);
            }
        }
        return found;
    }

    private static boolean hasPlaceholder(List<String> paragraphs) {
        return paragraphs.stream()
                .anyMatch(paragraph -> paragraph.toLowerCase(Locale.ROOT).contains(PLACEHOLDER));
    }

    private static List<String> phrases() {
        try (InputStream resource = Boilerplate.class.getResourceAsStream("boilerplate.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, US_ASCII))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
