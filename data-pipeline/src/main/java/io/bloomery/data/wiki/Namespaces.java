package io.bloomery.data.wiki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names that a wiki of one language gives to its media and category namespaces, besides the English ones.
 *
 * @param media lower-case prefixes of links that show a picture or play a sound
 * @param categories lower-case prefixes of links that put the page into a category
 */
record Namespaces(Set<String> media, Set<String> categories) {

    private static final String RESOURCE = "namespaces.tsv";
    private static final int COLUMNS = 3;

    Namespaces {
        media = Set.copyOf(media);
        categories = Set.copyOf(categories);
    }

    /** The names in a wiki; a language that is not known has the English ones only. */
    static Namespaces of(String language) {
        Set<String> media = new HashSet<>(List.of("file", "image", "media"));
        Set<String> categories = new HashSet<>(List.of("category"));
        try (InputStream in = Namespaces.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split("\t", COLUMNS);
                if (columns[0].equals(language)) {
                    media.addAll(List.of(columns[1].split("\\|", -1)));
                    categories.addAll(List.of(columns[2].split("\\|", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        media.remove("");
        categories.remove("");
        return new Namespaces(media, categories);
    }

    boolean isMedia(String linkTitle) {
        return media.contains(prefix(linkTitle));
    }

    boolean isCategory(String linkTitle) {
        return categories.contains(prefix(linkTitle));
    }

    /** What stands before the first colon, in lower case; empty where there is none. */
    private static String prefix(String linkTitle) {
        int colon = linkTitle.indexOf(':');
        return colon < 0
                ? ""
                : linkTitle.substring(0, colon).strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
