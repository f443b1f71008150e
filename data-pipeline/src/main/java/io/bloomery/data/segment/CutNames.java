package io.bloomery.data.segment;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Named words that the rules have cut, such as {@code :-)} in {@code :-)!!}: finds their parts in a row and puts the
 * named word in their place. Longer ones win over shorter ones, earlier over later.
 */
final class CutNames {

    private static final int ASCII = 128;

    /** The parts of each, by the first of them and the first character of the second. */
    private final Map<String, Map<Character, List<List<String>>>> names;

    private final NamedWords named;
    private final boolean[] begins = new boolean[ASCII]; // whether a first part begins with the character
    private final int longestFirst;

    CutNames(Collection<List<String>> cutNames, NamedWords named) {
        this.names = cutNames.stream()
                .filter(parts -> parts.size() > 1)
                .collect(groupingBy(
                        parts -> parts.get(0), groupingBy(parts -> parts.get(1).charAt(0))));
        this.named = named;
        this.longestFirst =
                names.keySet().stream().mapToInt(String::length).max().orElse(0);
        for (String first : names.keySet()) {
            if (first.charAt(0) < ASCII) {
                begins[first.charAt(0)] = true;
            }
        }
    }

    private record Found(int start, int end) {
        int length() {
            return end - start;
        }
    }

    /** The parts, with named words put together again. */
    Parts.Builder joined(Parts.Builder parts) {
        String text = parts.text();
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            char first = text.charAt(parts.start(i));
            if ((first >= ASCII || begins[first]) && parts.end(i) - parts.start(i) <= longestFirst) {
                find(parts, i, found);
            }
        }
        return found.isEmpty() ? parts : join(parts, chosen(found, parts.size()));
    }

    private void find(Parts.Builder parts, int first, List<Found> found) {
        String text = parts.text();
        var bySecond = names.get(text.substring(parts.start(first), parts.end(first)));
        if (bySecond == null || first + 1 == parts.size()) {
            return;
        }
        for (List<String> words : bySecond.getOrDefault(text.charAt(parts.start(first + 1)), List.of())) {
            if (follows(parts, first, words)) {
                found.add(new Found(first, first + words.size()));
            }
        }
    }

    /** Whether the words stand in a row, nothing or one blank between them. */
    private static boolean follows(Parts.Builder parts, int first, List<String> words) {
        if (first + words.size() > parts.size()) {
            return false;
        }
        String text = parts.text();
        for (int i = 1; i < words.size(); i++) {
            int gap = parts.start(first + i) - parts.end(first + i - 1);
            String word = words.get(i);
            boolean adjoins = gap == 0 || (gap == 1 && text.charAt(parts.end(first + i - 1)) == ' ');
            boolean reads = parts.end(first + i) - parts.start(first + i) == word.length()
                    && text.startsWith(word, parts.start(first + i));
            if (!adjoins || !reads) {
                return false;
            }
        }
        return true;
    }

    /** Which ones are left where they overlap; an overlapped one still keeps others from its place. */
    private static List<Found> chosen(List<Found> found, int size) {
        List<Found> longestFirst = new ArrayList<>(found);
        longestFirst.sort(Comparator.comparingInt(Found::length).reversed().thenComparingInt(Found::start));
        boolean[] taken = new boolean[size];
        List<Found> chosen = new ArrayList<>();
        for (Found one : longestFirst) {
            if (!taken[one.start()] && !taken[one.end() - 1]) {
                chosen.add(one);
            }
            Arrays.fill(taken, one.start(), one.end(), true);
        }
        chosen.sort(Comparator.comparingInt(Found::start));
        return chosen;
    }

    private Parts.Builder join(Parts.Builder parts, List<Found> chosen) {
        Parts.Builder joined = new Parts.Builder(parts.text());
        int i = 0;
        for (Found one : chosen) {
            for (; i < one.start(); i++) {
                joined.add(parts.start(i), parts.end(i));
            }
            int start = parts.start(one.start());
            int end = parts.end(one.end() - 1);
            if (named.contains(parts.text(), start, end)) {
                named.split(parts.text(), start, end, joined);
                i = one.end();
            }
        }
        for (; i < parts.size(); i++) {
            joined.add(parts.start(i), parts.end(i));
        }
        return joined;
    }
}
