package io.bloomery.data.filter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomery.data.step.ResourceReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/** Lists of a configuration: what is written in it, and the lines of the files that it names. */
final class ListFiles {

    private ListFiles() {}

    /** Entries of both kinds, stripped, without blank lines and remarks behind {@code #}. */
    static List<String> entries(List<String> inline, List<String> files, ResourceReader resources) throws IOException {
        List<String> entries = new ArrayList<>(inline);
        for (String file : files) {
            entries.addAll(lines(file, resources));
        }
        return entries.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty() && entry.charAt(0) != '#')
                .toList();
    }

    static List<String> lines(String file, ResourceReader resources) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resources.open(file), UTF_8))) {
            return lines.lines().toList();
        }
    }
}
