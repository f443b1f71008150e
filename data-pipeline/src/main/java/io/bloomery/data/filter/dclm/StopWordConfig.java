package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * HOCON: {@code clean.rules.dclm.stop-word}.
 *
 * @param countUnique {@code count-unique}: whether a word counts once only
 * @param minStopWord {@code min-stop-word}: fewest of eight English stop words
 */
public record StopWordConfig(boolean countUnique, int minStopWord) implements RuleFactory, Serializable {
    private static final Set<String> STOP_WORDS = Set.of("the", "be", "to", "of", "and", "that", "have", "with");

    public StopWordConfig {
        if (!(minStopWord >= 0)) {
            throw new IllegalArgumentException("min-stop-word must be at least 0 but is " + minStopWord);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast("dclm-stop-word", minStopWord, draft -> {
            Stream<String> found = draft.view(PythonText.WORDS).stream()
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .filter(STOP_WORDS::contains);
            return countUnique ? found.distinct().count() : found.count();
        });
    }
}
