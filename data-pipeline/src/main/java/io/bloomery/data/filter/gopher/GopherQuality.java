package io.bloomery.data.filter.gopher;

import static io.bloomery.data.segment.Characters.isPunctuation;
import static io.bloomery.data.segment.PythonCharacters.isAlphabetic;
import static io.bloomery.data.segment.PythonCharacters.isSpace;
import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Drops texts that do not look like prose: the quality rules of Rae et al. 2021 (Gopher), as datatrove's
 * {@code GopherQualityFilter} measures them.
 *
 * <p>Words are those of {@link Views#WORDS}; their number and mean length leave out words of nothing but punctuation, all
 * other ratios do not. A text without words has no ratios.
 */
public final class GopherQuality implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String TOKENS = "gopher-tokens";
    private static final String WORDS = "gopher-words";
    private static final String AVERAGE_LENGTH = "gopher-avg-word-length";
    private static final String HASHES = "gopher-hashes-per-word";
    private static final String ELLIPSES = "gopher-ellipses-per-word";
    private static final String BULLETS = "gopher-bullet-lines-ratio";
    private static final String END_ELLIPSES = "gopher-ellipsis-lines-ratio";
    private static final String ALPHA = "gopher-alpha-words-ratio";
    private static final String STOP_WORDS = "gopher-stop-words";

    private static final char ELLIPSIS = '…';
    private static final char BULLET = '•';
    private static final String DOTS = "...";

    private final GopherQualityConfig config;
    private final Set<String> stopWords;

    public GopherQuality(GopherQualityConfig config) {
        this.config = requireNonNull(config, "config");
        this.stopWords = Set.copyOf(config.stopWords());
    }

    @Override
    public void apply(Draft draft) {
        Parts words = draft.view(Views.WORDS);
        draft.signal(TOKENS, words.size());
        measureWords(draft, words);
        if (words.size() > 0) {
            double size = words.size();
            String text = draft.text();
            draft.signal(HASHES, PythonText.count(text, "#") / size);
            draft.signal(ELLIPSES, (PythonText.count(text, DOTS) + PythonText.count(text, "…")) / size);
            measureLines(draft, text);
        }
    }

    @Override
    public List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        addUnlessOff(limits, "gopher-short-doc", WORDS, Bound.AT_LEAST, config.minDocWords());
        addUnlessOff(limits, "gopher-long-doc", WORDS, Bound.AT_MOST, config.maxDocWords());
        limits.add(new Limit("gopher-no-words", TOKENS, Bound.AT_LEAST, 1));
        addUnlessOff(limits, "gopher-below-avg-threshold", AVERAGE_LENGTH, Bound.AT_LEAST, config.minAvgWordLength());
        addUnlessOff(limits, "gopher-above-avg-threshold", AVERAGE_LENGTH, Bound.AT_MOST, config.maxAvgWordLength());
        addUnlessOff(limits, "gopher-too-many-hashes", HASHES, Bound.AT_MOST, config.maxSymbolWordRatio());
        addUnlessOff(limits, "gopher-too-many-ellipsis", ELLIPSES, Bound.AT_MOST, config.maxSymbolWordRatio());
        addUnlessOff(limits, "gopher-too-many-bullets", BULLETS, Bound.AT_MOST, config.maxBulletLinesRatio());
        addUnlessOff(
                limits, "gopher-too-many-end-ellipsis", END_ELLIPSES, Bound.AT_MOST, config.maxEllipsisLinesRatio());
        addUnlessOff(limits, "gopher-below-alpha-threshold", ALPHA, Bound.AT_LEAST, config.maxNonAlphaWordsRatio());
        addUnlessOff(limits, "gopher-enough-stop-words", STOP_WORDS, Bound.AT_LEAST, config.minStopWords());
        return limits;
    }

    @Override
    public List<String> signals() {
        return List.of(TOKENS, WORDS, AVERAGE_LENGTH, HASHES, ELLIPSES, BULLETS, END_ELLIPSES, ALPHA, STOP_WORDS);
    }

    private void measureWords(Draft draft, Parts words) {
        boolean[] isSpoken = new boolean[words.distinct()];
        boolean[] isAlpha = new boolean[words.distinct()];
        int seen = 0;
        int stops = 0;
        int spoken = 0;
        int alpha = 0;
        long characters = 0;
        for (int i = 0; i < words.size(); i++) {
            int id = words.id(i);
            if (id == seen) {
                seen++;
                isSpoken[id] = isSpoken(words, i);
                isAlpha[id] = hasLetter(words, i);
                stops += isStopWord(words, i) ? 1 : 0;
            }
            if (isSpoken[id]) {
                spoken++;
                characters += words.characters(i);
            }
            alpha += isAlpha[id] ? 1 : 0;
        }
        draft.signal(WORDS, spoken);
        draft.signal(STOP_WORDS, stops);
        if (spoken > 0) {
            draft.signal(AVERAGE_LENGTH, (double) characters / spoken);
        }
        if (words.size() > 0) {
            draft.signal(ALPHA, (double) alpha / words.size());
        }
    }

    private boolean isStopWord(Parts words, int index) {
        for (String stopWord : stopWords) {
            if (words.reads(index, stopWord)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpoken(Parts words, int index) {
        String text = words.text();
        int i = words.start(index);
        while (i < words.end(index)) {
            int codePoint = text.codePointAt(i);
            if (!isPunctuation(codePoint)) {
                return true;
            }
            i += Character.charCount(codePoint);
        }
        return false;
    }

    private static boolean hasLetter(Parts words, int index) {
        String text = words.text();
        int i = words.start(index);
        while (i < words.end(index)) {
            int codePoint = text.codePointAt(i);
            if (isAlphabetic(codePoint)) {
                return true;
            }
            i += Character.charCount(codePoint);
        }
        return false;
    }

    private static void measureLines(Draft draft, String text) {
        Parts lines = draft.view(Views.PYTHON_LINES);
        int bullets = 0;
        int ellipses = 0;
        for (int i = 0; i < lines.size(); i++) {
            int start = lines.start(i);
            int end = lines.end(i);
            while (start < end && isSpace(text.charAt(start))) {
                start++;
            }
            while (end > start && isSpace(text.charAt(end - 1))) {
                end--;
            }
            if (start < end) {
                char first = text.charAt(start);
                bullets += first == BULLET || first == '-' ? 1 : 0;
                boolean dots = end - start >= DOTS.length() && text.startsWith(DOTS, end - DOTS.length());
                ellipses += dots || text.charAt(end - 1) == ELLIPSIS ? 1 : 0;
            }
        }
        draft.signal(BULLETS, (double) bullets / lines.size());
        draft.signal(END_ELLIPSES, (double) ellipses / lines.size());
    }

    private static void addUnlessOff(List<Limit> limits, String rule, String signal, Bound bound, double value) {
        if (value > 0) {
            limits.add(new Limit(rule, signal, bound, value));
        }
    }
}
