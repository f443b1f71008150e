package io.bloomery.data.decontaminate;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.bloomery.data.dedup.ComparisonWords;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs of words of evaluation items and of texts, after datatrove's n-gram decontamination; words as in {@link
 * ComparisonWords}.
 */
final class Ngrams {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private Ngrams() {}

    /** The runs of an item that must not occur elsewhere. */
    static List<List<String>> of(EvaluationItem item, NgramRules rules) {
        int size = rules.words();
        List<String> query = ComparisonWords.of(item.query());
        List<List<String>> ngrams = new ArrayList<>();
        if (rules.query()) {
            ngrams.addAll(runs(query, size));
        }
        for (String text : item.labels()) {
            List<String> label = ComparisonWords.of(text);
            if (rules.label()) {
                ngrams.addAll(runs(label, size));
            }
            if (rules.overlap()) {
                ngrams.addAll(across(query, label, size));
            }
        }
        return ngrams;
    }

    private static List<List<String>> runs(List<String> words, int size) {
        List<List<String>> runs = new ArrayList<>();
        for (int start = 0; start + size <= words.size(); start++) {
            runs.add(words.subList(start, start + size));
        }
        return runs;
    }

    private static List<List<String>> across(List<String> query, List<String> label, int size) {
        List<List<String>> runs = new ArrayList<>();
        for (int fromLabel = 1; fromLabel < size; fromLabel++) {
            int fromQuery = size - fromLabel;
            if (fromQuery <= query.size() && fromLabel <= label.size()) {
                List<String> run = new ArrayList<>(query.subList(query.size() - fromQuery, query.size()));
                run.addAll(label.subList(0, fromLabel));
                runs.add(run);
            }
        }
        return runs;
    }

    static long[] hashes(List<String> words) {
        return words.stream().mapToLong(HASHER::hashCharsToLong).toArray();
    }

    static long hash(long[] words, int start, int size) {
        long hash = size;
        for (int i = start; i < start + size; i++) {
            hash = HASHER.hashLongLongToLong(hash, words[i]);
        }
        return hash;
    }
}
