package io.bloomery.data.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells languages of one script apart: naive Bayes over character trigrams and whole words.
 *
 * <p>Evidence grows with the text only up to {@value #MAX_EVIDENCE} features, so that the score of a long text stays
 * meaningful, and the score falls with the share of features that the language's sample does not know: text in a language
 * without a sample scores low instead of being sure of a neighbour.
 */
final class TrigramModel {

    private static final int MAX_EVIDENCE = 60;
    private static final int MIN_WORDS = 3;
    private static final double SMOOTHING = 0.2;
    private static final double FAMILIAR = 0.45; // share of known features that natural text of a language reaches
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}\\p{M}]+");

    private final List<String> languages;
    private final Map<String, double[]> logProbabilities; // per feature, one value a language
    private final double[] unseen;
    private final Map<String, boolean[]> known;

    private TrigramModel(List<String> languages, List<Map<String, Integer>> counts) {
        this.languages = List.copyOf(languages);
        this.logProbabilities = new HashMap<>();
        this.known = new HashMap<>();
        this.unseen = new double[languages.size()];
        long vocabulary = counts.stream()
                .flatMap(count -> count.keySet().stream())
                .distinct()
                .count();
        for (int language = 0; language < languages.size(); language++) {
            Map<String, Integer> count = counts.get(language);
            double total = count.values().stream().mapToInt(Integer::intValue).sum() + SMOOTHING * vocabulary;
            unseen[language] = Math.log(SMOOTHING / total);
            for (Map.Entry<String, Integer> feature : count.entrySet()) {
                double[] row = logProbabilities.computeIfAbsent(feature.getKey(), key -> new double[languages.size()]);
                row[language] = Math.log((feature.getValue() + SMOOTHING) / total);
            }
        }
        for (Map.Entry<String, double[]> row : logProbabilities.entrySet()) {
            boolean[] seen = new boolean[languages.size()];
            for (int language = 0; language < seen.length; language++) {
                seen[language] = row.getValue()[language] != 0;
                row.getValue()[language] = seen[language] ? row.getValue()[language] : unseen[language];
            }
            known.put(row.getKey(), seen);
        }
    }

    /** Counts the samples of some languages. */
    static TrigramModel of(String... languages) {
        List<Map<String, Integer>> counts = new ArrayList<>();
        for (String language : languages) {
            Map<String, Integer> count = new HashMap<>();
            for (String feature : features(sample(language))) {
                count.merge(feature, 1, Integer::sum);
            }
            counts.add(count);
        }
        return new TrigramModel(List.of(languages), counts);
    }

    List<String> languages() {
        return languages;
    }

    /** The likeliest language; score 0 for a text of fewer than three words. */
    Guess guess(String text) {
        List<String> features = features(text);
        double[] sums = new double[languages.size()];
        int[] familiar = new int[languages.size()];
        for (String feature : features) {
            double[] row = logProbabilities.getOrDefault(feature, unseen);
            boolean[] seen = known.getOrDefault(feature, new boolean[languages.size()]);
            for (int language = 0; language < sums.length; language++) {
                sums[language] += row[language];
                familiar[language] += seen[language] ? 1 : 0;
            }
        }
        long words =
                features.stream().filter(feature -> feature.startsWith("=")).count();
        int best = best(sums);
        double score = words < MIN_WORDS
                ? 0
                : posterior(sums, best, features.size()) * Math.min(1, familiar[best] / (FAMILIAR * features.size()));
        return new Guess(languages.get(best), score);
    }

    private static int best(double[] sums) {
        int best = 0;
        for (int language = 1; language < sums.length; language++) {
            best = sums[language] > sums[best] ? language : best;
        }
        return best;
    }

    private static double posterior(double[] sums, int best, int features) {
        double scale = Math.min(1, (double) MAX_EVIDENCE / features);
        double total = 0;
        for (double sum : sums) {
            total += Math.exp((sum - sums[best]) * scale);
        }
        return 1 / total;
    }

    /** Trigrams of words with a space at both ends, and the words themselves behind an equals sign. */
    private static List<String> features(String text) {
        List<String> features = new ArrayList<>();
        for (String word : NOT_A_LETTER.split(text.toLowerCase(Locale.ROOT), -1)) {
            if (!word.isEmpty()) {
                String padded = " " + word + " ";
                for (int i = 0; i + 3 <= padded.length(); i++) {
                    features.add(padded.substring(i, i + 3));
                }
                features.add("=" + word);
            }
        }
        return features;
    }

    private static String sample(String language) {
        try (InputStream in = TrigramModel.class.getResourceAsStream(language + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no sample of language " + language);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
