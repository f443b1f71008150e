package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Drops English and Chinese texts that lack the most common words of their language.
 *
 * <p>English: different words of the eight of Rae et al. 2021 (Gopher), case ignored. Chinese: different ones of ten
 * characters that are as common. The rule needs to know the language, so it stands behind language identification; texts
 * of other languages pass with signal 0.
 */
public final class StopWordsFilter implements DocumentStep {

    public static final String RULE = "stop-words";

    private static final Map<String, Set<String>> STOP_WORDS = Map.of(
            "en", Set.of("the", "be", "to", "of", "and", "that", "have", "with"),
            "zh", Set.of("的", "是", "在", "不", "了", "有", "和", "一", "這", "这"));

    private final StopWordsConfig config;

    public StopWordsFilter(StopWordsConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        Set<String> stopWords = STOP_WORDS.getOrDefault(document.language(), Set.of());
        double distinct = distinct(document.text(), stopWords);
        return stopWords.isEmpty()
                ? new Verdict.Keep(document.withSignal(RULE, distinct))
                : Measure.judge(document, Measure.atLeast(RULE, distinct, config.minDistinct()));
    }

    static long distinct(String text, Set<String> stopWords) {
        return Words.of(text).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(stopWords::contains)
                .distinct()
                .count();
    }
}
