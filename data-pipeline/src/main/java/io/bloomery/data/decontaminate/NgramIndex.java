package io.bloomery.data.decontaminate;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.dedup.ComparisonWords;
import io.bloomery.data.dedup.substring.Interval;
import io.bloomery.data.dedup.substring.Intervals;
import io.bloomery.data.dedup.substring.Overlaps;
import io.bloomery.data.dedup.substring.WordSpans;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The runs of words that must not occur in training texts, by hash; 12 bytes each, the same for the same items in any
 * order.
 *
 * <p>A run that several items have counts for the least of them by set and id.
 */
public final class NgramIndex implements Serializable {

    private static final long serialVersionUID = 1;

    private final int size;
    private final long[] hashes;
    private final int[] items;
    private final String[] sets;
    private final String[] ids;

    private NgramIndex(int size, Map<Long, Integer> itemByHash, String[] sets, String[] ids) {
        this.size = size;
        this.hashes = itemByHash.keySet().stream().mapToLong(Long::longValue).toArray();
        this.items = itemByHash.values().stream().mapToInt(Integer::intValue).toArray();
        this.sets = sets;
        this.ids = ids;
    }

    /** Indexes items. */
    public static NgramIndex of(List<EvaluationItem> items, NgramRules rules) {
        requireNonNull(rules, "rules");
        List<EvaluationItem> sorted = items.stream()
                .sorted((a, b) -> {
                    int order = a.set().compareTo(b.set());
                    return order != 0 ? order : a.id().compareTo(b.id());
                })
                .toList();
        Map<Long, Integer> itemByHash = new TreeMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            for (List<String> ngram : Ngrams.of(sorted.get(i), rules)) {
                itemByHash.putIfAbsent(Ngrams.hash(Ngrams.hashes(ngram), 0, rules.words()), i);
            }
        }
        return new NgramIndex(
                rules.words(),
                itemByHash,
                sorted.stream().map(EvaluationItem::set).toArray(String[]::new),
                sorted.stream().map(EvaluationItem::id).toArray(String[]::new));
    }

    /** How many runs it holds. */
    public int ngrams() {
        return hashes.length;
    }

    /** What a text holds, and what is left of it: nothing, or where it is to be cut the rest if that is enough. */
    public Contamination contamination(String text, DecontaminateConfig config) {
        List<Match> matches = matches(text);
        if (matches.isEmpty()) {
            return new Contamination(List.of(), 0, text);
        }
        Map<String, Contamination.FoundItem> items = new LinkedHashMap<>();
        for (Match match : matches) {
            items.merge(
                    match.set() + "\n" + match.item(),
                    new Contamination.FoundItem(match.set(), match.item(), match.ngram(), 1),
                    (first, next) ->
                            new Contamination.FoundItem(first.set(), first.item(), first.ngram(), first.matches() + 1));
        }
        int runs = ComparisonWords.of(text).size() - size + 1;
        String left = config.cut() ? without(text, matches) : "";
        boolean enough = WordSpans.of(left).size() >= config.minLeftWords();
        return new Contamination(List.copyOf(items.values()), (double) matches.size() / runs, enough ? left : "");
    }

    /** The runs of a text that it holds, in order. */
    List<Match> matches(String text) {
        List<String> words = ComparisonWords.of(text);
        long[] wordHashes = Ngrams.hashes(words);
        List<Match> matches = new ArrayList<>();
        for (int place = 0; place + size <= wordHashes.length; place++) {
            int found = Arrays.binarySearch(hashes, Ngrams.hash(wordHashes, place, size));
            if (found >= 0) {
                int item = items[found];
                matches.add(
                        new Match(sets[item], ids[item], String.join(" ", words.subList(place, place + size)), place));
            }
        }
        return matches;
    }

    /** A text without the words of matches, from the first word of a run to the start of the word that follows it. */
    String without(String text, List<Match> matches) {
        List<Interval> words = WordPlaces.of(text);
        List<Interval> covered = new ArrayList<>();
        for (Match match : matches) {
            int last = Math.min(match.place() + size, words.size()) - 1;
            if (match.place() <= last) {
                int end = last + 1 < words.size()
                        ? Math.max(words.get(last).end(), words.get(last + 1).start())
                        : text.length();
                covered.add(new Interval(words.get(match.place()).start(), end));
            }
        }
        return Intervals.without(text, Intervals.merged(covered, Overlaps.MERGED))
                .strip();
    }
}
