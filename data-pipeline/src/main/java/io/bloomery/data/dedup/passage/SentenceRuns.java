package io.bloomery.data.dedup.passage;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.bloomery.data.dedup.ComparisonWords;
import io.bloomery.data.dedup.substring.Interval;
import io.bloomery.data.segment.Parts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs of sentences, or of lines, that overlap each other by all but one; after the sentence deduplication of datatrove.
 *
 * <p>Sentences are compared by their words as in {@link ComparisonWords}; a run without any word is not compared. White
 * space belongs to the sentence after it. Unlike datatrove, a stretch that is too short to be cut stays whole, not only its
 * first sentence.
 */
public record SentenceRuns(SentencesConfig config) implements Passages {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    @Override
    public List<Passage> of(String text, String language) {
        List<Interval> parts = parts(text, language);
        long[] keys = new long[parts.size()];
        boolean[] blank = new boolean[parts.size()];
        for (int i = 0; i < keys.length; i++) {
            List<String> words = ComparisonWords.of(
                    text.substring(parts.get(i).start(), parts.get(i).end()));
            keys[i] = HASHER.hashCharsToLong(String.join(" ", words));
            blank[i] = words.isEmpty();
        }
        List<Passage> passages = new ArrayList<>();
        for (int start = 0; start + config.sentences() <= keys.length; start++) {
            long key = config.sentences();
            boolean says = false;
            for (int i = start; i < start + config.sentences(); i++) {
                key = HASHER.hashLongLongToLong(key, keys[i]);
                says |= !blank[i];
            }
            if (says) {
                passages.add(new Passage(start, key));
            }
        }
        return passages;
    }

    @Override
    public String without(String text, String language, BitSet duplicates) {
        List<Interval> parts = parts(text, language);
        BitSet cut = covered(duplicates, parts.size());
        StringBuilder left = new StringBuilder();
        for (int from = 0; from < parts.size(); ) {
            int until = cut.get(from) ? cut.nextClearBit(from) : cut.nextSetBit(from);
            until = until < 0 ? parts.size() : Math.min(until, parts.size());
            String stretch = stretch(text, parts, from, until);
            if (!cut.get(from) || isTooShort(stretch, language)) {
                append(left, stretch);
            }
            from = until;
        }
        String rest = left.toString().stripLeading();
        return rest.equals(text) || isEnough(rest, language) ? rest : "";
    }

    private BitSet covered(BitSet duplicates, int parts) {
        BitSet covered = new BitSet(parts);
        duplicates.stream().forEach(first -> covered.set(first, first + config.sentences()));
        return covered;
    }

    private void append(StringBuilder left, String stretch) {
        if (!config.splitSentences() && !left.isEmpty()) {
            left.append('\n');
        }
        left.append(stretch);
    }

    private String stretch(String text, List<Interval> parts, int from, int until) {
        int start = config.splitSentences() && from > 0
                ? parts.get(from - 1).end()
                : parts.get(from).start();
        return text.substring(start, parts.get(until - 1).end());
    }

    private boolean isTooShort(String stretch, String language) {
        return config.minWordsToRemoveSpan() > 0
                && Parts.words(stretch, language).size() < config.minWordsToRemoveSpan();
    }

    private boolean isEnough(String left, String language) {
        return Parts.words(left, language).size() >= config.minDocWords()
                && Parts.sentences(left, language).size() >= config.minNumSentences();
    }

    private List<Interval> parts(String text, String language) {
        if (config.splitSentences()) {
            Parts sentences = Parts.sentences(text, language);
            return IntStream.range(0, sentences.size())
                    .mapToObj(i -> new Interval(sentences.start(i), sentences.end(i)))
                    .toList();
        }
        List<Interval> lines = new ArrayList<>();
        int start = 0;
        for (String line : Lines.lines(text)) {
            lines.add(new Interval(start, start + line.length()));
            start += line.length() + 1;
        }
        return lines;
    }
}
