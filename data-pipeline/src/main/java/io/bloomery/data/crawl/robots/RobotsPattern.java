package io.bloomery.data.crawl.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * A path pattern of RFC 9309, 2.2.3: {@code *} for any octets, {@code $} at the end for the end.
 *
 * <p>Matching never goes back: each part is taken where it first occurs, which is right for patterns without
 * alternatives, so that no pattern takes more than the product of both lengths.
 *
 * @param parts what stands between the asterisks, in the spelling of {@link RobotsOctets}; at least one, possibly empty
 * @param anchored whether the path has to end with the last part
 * @param octets length by which the most specific pattern is found
 */
public record RobotsPattern(List<String> parts, boolean anchored, int octets) {

    public RobotsPattern {
        parts = List.copyOf(parts);
    }

    /** Reads a pattern from a text. */
    public static RobotsPattern of(String text) {
        return parse(new String(text.getBytes(UTF_8), ISO_8859_1));
    }

    /** Whether the pattern matches the path and query of a URL. */
    public boolean covers(String path) {
        return matches(RobotsOctets.ofPath(path));
    }

    /** Reads the value of a rule; octets as characters. */
    static RobotsPattern parse(String value) {
        boolean anchored = value.endsWith("$");
        String pattern = anchored ? value.substring(0, value.length() - 1) : value;
        List<String> parts = Arrays.stream(pattern.split("\\*", -1))
                .map(RobotsOctets::ofPattern)
                .toList();
        int octets = parts.stream().mapToInt(String::length).sum() + parts.size() - 1 + (anchored ? 1 : 0);
        return new RobotsPattern(parts, anchored, octets);
    }

    /** Whether the pattern matches a path in the spelling of {@link RobotsOctets#ofPath}. */
    boolean matches(String path) {
        String first = parts.get(0);
        if (!path.startsWith(first)) {
            return false;
        }
        int last = parts.size() - 1;
        int position = first.length();
        for (int i = 1; i < last; i++) {
            int found = path.indexOf(parts.get(i), position);
            if (found < 0) {
                return false;
            }
            position = found + parts.get(i).length();
        }
        return last == 0 ? !anchored || position == path.length() : endsWith(path, position, parts.get(last));
    }

    private boolean endsWith(String path, int from, String part) {
        return anchored ? path.length() - part.length() >= from && path.endsWith(part) : path.indexOf(part, from) >= 0;
    }
}
