package io.bloomery.data.filter.dolma;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.filter.gopher.NgramLimit;
import io.bloomery.data.segment.Ngrams;
import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.PythonCharacters;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Dolma's reading of the rules of Rae et al. 2021 (Gopher), its tagger {@code gopher_v1}, with the limits of its Common
 * Crawl recipe.
 *
 * <p>Words stand between white space and their median length counts; stop words count by occurrence; lines stand between
 * newlines, blank ones too, and every copy of a line is a duplicate, the first one too. Shares of characters are of the
 * characters in words, of duplicate n-grams of the characters in all n-grams, which overlap. Dolma's recipe misspells the
 * limits on the most frequent n-grams and so never applies them; here they apply.
 */
public final class DolmaGopher implements Rule {

    private static final long serialVersionUID = 1L;

    private static final Set<String> REQUIRED = Set.of("the", "be", "to", "of", "and", "that", "have", "with");
    private static final char ELLIPSIS = '…';

    private static final String CHARACTERS = "dolma-character-count";
    private static final String WORDS = "dolma-word-count";
    private static final String MEDIAN = "dolma-median-word-length";
    private static final String SYMBOLS = "dolma-symbol-to-word-ratio";
    private static final String ALPHA = "dolma-fraction-of-words-with-alpha-character";
    private static final String STOP_WORDS = "dolma-required-word-count";
    private static final String BULLETS = "dolma-fraction-of-lines-starting-with-bullet-point";
    private static final String ELLIPSES = "dolma-fraction-of-lines-ending-with-ellipsis";
    private static final String COPIES = "dolma-fraction-of-duplicate-lines";
    private static final String COPIED = "dolma-fraction-of-characters-in-duplicate-lines";

    private final DolmaGopherConfig config;

    public DolmaGopher(DolmaGopherConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        Parts words = draft.view(Views.SPACED_WORDS);
        draft.signal(CHARACTERS, draft.view(PythonText.LENGTH));
        draft.signal(WORDS, words.size());
        draft.signal(MEDIAN, median(words));
        measureWords(draft, words);
        measureNgrams(draft, words);
        measureLines(draft, words.characters());
    }

    @Override
    public List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        limits.add(new Limit("dolma-too-few-words", WORDS, Bound.AT_LEAST, config.minWordCount()));
        limits.add(new Limit("dolma-too-many-words", WORDS, Bound.AT_MOST, config.maxWordCount()));
        limits.add(new Limit("dolma-short-words", MEDIAN, Bound.AT_LEAST, config.minMedianWordLength()));
        limits.add(new Limit("dolma-long-words", MEDIAN, Bound.AT_MOST, config.maxMedianWordLength()));
        limits.add(Limit.atMost(SYMBOLS, config.maxSymbolToWordRatio()));
        limits.add(Limit.atLeast(ALPHA, config.minFractionOfWordsWithAlphaCharacter()));
        limits.add(Limit.atLeast(STOP_WORDS, config.minRequiredWordCount()));
        limits.add(Limit.atMost(BULLETS, config.maxFractionOfLinesStartingWithBulletPoint()));
        limits.add(Limit.atMost(ELLIPSES, config.maxFractionOfLinesEndingWithEllipsis()));
        limits.add(Limit.atMost(COPIES, config.maxFractionOfDuplicateLines()));
        limits.add(Limit.atMost(COPIED, config.maxFractionOfCharactersInDuplicateLines()));
        config.mostCommonNgrams().forEach(limit -> limits.add(Limit.atMost(mostCommon(limit.n()), limit.fraction())));
        config.duplicateNgrams().forEach(limit -> limits.add(Limit.atMost(duplicate(limit.n()), limit.fraction())));
        return limits;
    }

    @Override
    public List<String> signals() {
        List<String> signals = new ArrayList<>(
                List.of(CHARACTERS, WORDS, MEDIAN, SYMBOLS, ALPHA, STOP_WORDS, BULLETS, ELLIPSES, COPIES, COPIED));
        config.mostCommonNgrams().forEach(limit -> signals.add(mostCommon(limit.n())));
        config.duplicateNgrams().forEach(limit -> signals.add(duplicate(limit.n())));
        return signals;
    }

    private static double median(Parts words) {
        int[] lengths = new int[words.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = words.characters(i);
        }
        Arrays.sort(lengths);
        int middle = lengths.length / 2;
        if (lengths.length == 0) {
            return 0;
        }
        return lengths.length % 2 == 1 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2.0;
    }

    private static void measureWords(Draft draft, Parts words) {
        int symbols = 0;
        int alpha = 0;
        int required = 0;
        for (int i = 0; i < words.size(); i++) {
            boolean hasSymbol = false;
            boolean hasLetter = false;
            for (int at = words.start(i); at < words.end(i); at++) {
                char c = words.text().charAt(at);
                hasSymbol |= c == '#' || c == ELLIPSIS;
                hasLetter =
                        hasLetter || PythonCharacters.isAlphabetic(words.text().codePointAt(at));
            }
            symbols += hasSymbol ? 1 : 0;
            alpha += hasLetter ? 1 : 0;
            required += isRequired(words, i) ? 1 : 0;
        }
        double all = Math.max(1, words.size());
        draft.signal(SYMBOLS, symbols / all);
        draft.signal(ALPHA, alpha / all);
        draft.signal(STOP_WORDS, required);
    }

    private static boolean isRequired(Parts words, int index) {
        for (String word : REQUIRED) {
            if (words.reads(index, word)) {
                return true;
            }
        }
        return false;
    }

    private void measureNgrams(Draft draft, Parts words) {
        long characters = Math.max(1, words.characters());
        List<NgramLimit> shortestFirst = new ArrayList<>(config.mostCommonNgrams());
        shortestFirst.addAll(config.duplicateNgrams());
        shortestFirst.sort(Comparator.comparingInt(NgramLimit::n));
        Ngrams ngrams = Ngrams.of(words);
        for (NgramLimit limit : shortestFirst) {
            while (ngrams.length() < limit.n()) {
                ngrams = ngrams.longer();
            }
            int most = ngrams.mostFrequent();
            if (most >= 0 && config.mostCommonNgrams().contains(limit)) {
                long taken = (long) ngrams.count(most) * ngrams.characters(most);
                draft.signal(mostCommon(limit.n()), (double) taken / characters);
            }
            if (most >= 0 && config.duplicateNgrams().contains(limit)) {
                draft.signal(duplicate(limit.n()), repeatedFraction(ngrams));
            }
        }
    }

    private static double repeatedFraction(Ngrams ngrams) {
        long all = 0;
        long repeated = 0;
        for (int i = 0; i < ngrams.positions(); i++) {
            all += ngrams.characters(i);
            repeated += ngrams.count(i) > 1 ? ngrams.characters(i) : 0;
        }
        return (double) repeated / Math.max(1, all);
    }

    private static void measureLines(Draft draft, long charactersInWords) {
        Parts lines = draft.view(Views.LINES);
        int[] counts = new int[lines.distinct()];
        for (int i = 0; i < lines.size(); i++) {
            counts[lines.id(i)]++;
        }
        int bullets = 0;
        int ellipses = 0;
        int copies = 0;
        long copied = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.start(i) < lines.end(i)) {
                char first = lines.text().charAt(lines.start(i));
                bullets += first == '*' || first == '-' ? 1 : 0;
                ellipses += lines.text().charAt(lines.end(i) - 1) == ELLIPSIS ? 1 : 0;
            }
            if (counts[lines.id(i)] > 1) {
                copies++;
                copied += lines.characters(i);
            }
        }
        boolean empty = lines.text().isEmpty();
        double all = lines.size();
        draft.signal(BULLETS, bullets / all);
        draft.signal(ELLIPSES, ellipses / all);
        draft.signal(COPIES, empty ? 0 : copies / all);
        draft.signal(COPIED, (double) copied / Math.max(1, charactersInWords));
    }

    private static String mostCommon(int n) {
        return "dolma-fraction-of-characters-in-most-common-" + n + "grams";
    }

    private static String duplicate(int n) {
        return "dolma-fraction-of-characters-in-duplicate-" + n + "grams";
    }
}
