package io.bloomery.data.tokenize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Learns a byte-level vocabulary from words and how often they occur.
 *
 * <p>Sennrich et al. 2016: the most frequent pair of neighbours becomes a token, again and again. Of pairs that are
 * equally frequent the one with the smaller ids wins, so the result depends on the counts only, not on the order of the
 * words. Choices that the paper leaves open are those of the {@code BpeTrainer} of Hugging Face {@code tokenizers}, and
 * the merges are the same: when a token can be made in a second way, the count of a pair that was merged before is not
 * forgotten, and the later rank of a pair is the one that counts.
 *
 * <p>Ids: the end-of-text token is 0, the 256 bytes follow in the order of their symbols, then the merges in the order
 * they were learned. Counts of pairs are kept up to date instead of counted anew; takes about 200 bytes a word.
 */
public final class BytePairTrainer {

    private final TokenizerConfig config;
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<Long, Integer> merges = new LinkedHashMap<>();
    private final TrainingWords words;
    private final PriorityQueue<PairCandidate> queue = new PriorityQueue<>();

    private BytePairTrainer(Map<String, Long> wordCounts, TokenizerConfig config) {
        this.config = config;
        add(SpecialToken.END_OF_TEXT);
        symbolsInOrder().forEach(this::add);
        this.words = new TrainingWords(wordCounts, ids);
    }

    /**
     * Learns a vocabulary.
     *
     * @param wordCounts the words of {@link WordSplitter} and how often they occur; all counts must be positive
     */
    public static BytePairModel train(Map<String, Long> wordCounts, TokenizerConfig config) {
        BytePairTrainer trainer = new BytePairTrainer(wordCounts, config);
        trainer.learn();
        return trainer.model();
    }

    private void learn() {
        queue.addAll(words.candidates());
        while (tokens.size() < config.vocabularySize() && !queue.isEmpty()) {
            PairCandidate candidate = queue.remove();
            long count = words.count(candidate.pair());
            if (candidate.count() != count) {
                queue.add(candidate.withCount(count));
            } else if (count < config.minFrequency()) {
                return;
            } else {
                merge(candidate);
            }
        }
    }

    private void merge(PairCandidate candidate) {
        String joined = tokens.get(Pairs.left(candidate.pair())) + tokens.get(Pairs.right(candidate.pair()));
        int merged = add(joined);
        merges.remove(candidate.pair());
        merges.put(candidate.pair(), merged);
        queue.addAll(words.merge(candidate, merged));
    }

    private int add(String token) {
        Integer known = ids.putIfAbsent(token, tokens.size());
        if (known != null) {
            return known;
        }
        tokens.add(token);
        return tokens.size() - 1;
    }

    private BytePairModel model() {
        List<Merge> learned = merges.entrySet().stream()
                .map(merge -> new Merge(Pairs.left(merge.getKey()), Pairs.right(merge.getKey()), merge.getValue()))
                .toList();
        return new BytePairModel(tokens, learned, List.of(new SpecialToken(0, SpecialToken.END_OF_TEXT)));
    }

    private static List<String> symbolsInOrder() {
        List<String> symbols = new ArrayList<>();
        for (int value = 0; value < ByteSymbols.COUNT; value++) {
            symbols.add(String.valueOf(ByteSymbols.symbol(value)));
        }
        symbols.sort(null);
        return symbols;
    }
}
