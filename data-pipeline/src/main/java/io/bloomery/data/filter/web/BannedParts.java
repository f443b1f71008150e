package io.bloomery.data.filter.web;

import io.bloomery.data.match.WordSearch;
import io.bloomery.data.segment.PythonCharacters;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Counts different banned parts of a URL that do not overlap: from left to right, at each place the longest. */
record BannedParts(WordSearch parts, boolean insideWords) implements Serializable {

    static BannedParts of(List<String> parts, boolean insideWords) {
        return new BannedParts(WordSearch.of(parts), insideWords);
    }

    int count(String url) {
        TreeMap<Integer, Integer> longest = new TreeMap<>(); // end by start
        parts.find(url, (start, end) -> {
            if (insideWords || (isEdge(url, start) && isEdge(url, end))) {
                longest.merge(start, end, Math::max);
            }
            return false;
        });
        Set<String> found = new HashSet<>();
        int behind = 0;
        for (var place : longest.entrySet()) {
            if (place.getKey() >= behind) {
                behind = place.getValue();
                found.add(url.substring(place.getKey(), behind));
            }
        }
        return found.size();
    }

    private static boolean isEdge(String text, int at) {
        boolean before = at > 0 && PythonCharacters.isWordCharacter(text.codePointBefore(at));
        boolean after = at < text.length() && PythonCharacters.isWordCharacter(text.codePointAt(at));
        return before != after;
    }
}
