package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.LanguageCode;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Drops English and Chinese texts that lack the most common words of their language.
 *
 * <p>English: different words of the eight of Rae et al. 2021 (Gopher), case ignored. Chinese: different ones of
 * 23 characters that are as common, six of them in both scripts. The rule needs to know the language, so it stands behind language identification; texts
 * of other languages pass unmeasured.
 */
public final class StopWordsFilter implements Rule {

    public static final String RULE = "stop-words";

    private static final Map<String, Set<String>> STOP_WORDS = Map.of(
            "en", Set.of("the", "be", "to", "of", "and", "that", "have", "with"),
            "zh",
                    Set.of(
                            "的", "是", "在", "不", "了", "有", "和", "一", "也", "就", "都", "而", "及", "之", "我", "他", "以", "與",
                            "与", "對", "对", "為", "为", "這", "这", "個", "个", "們", "们"));

    private static final long serialVersionUID = 1L;

    private final StopWordsConfig config;

    public StopWordsFilter(StopWordsConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        Set<String> stopWords = STOP_WORDS.getOrDefault(LanguageCode.of(draft.language()), Set.of());
        if (!stopWords.isEmpty()) {
            draft.signal(RULE, distinct(draft.view(Words.VIEW), stopWords));
        }
    }

    @Override
    public List<Limit> limits() {
        return List.of(Limit.atLeast(RULE, config.minDistinct()));
    }

    static double distinct(List<String> words, Set<String> stopWords) {
        return words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(stopWords::contains)
                .distinct()
                .count();
    }
}
