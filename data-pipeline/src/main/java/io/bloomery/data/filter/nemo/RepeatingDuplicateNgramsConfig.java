package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule.Measurement;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * HOCON: {@code clean.rules.nemo.repeating-duplicate-ngrams}.
 *
 * @param limits {@code limits}: a limit for each length
 * @param lang {@code lang}: ISO 639-1 code by which words are told apart: {@code zh}, {@code ja}, or spaced for any other
 */
public record RepeatingDuplicateNgramsConfig(List<DuplicateNgramLimit> limits, String lang)
        implements RuleFactory, Serializable {
    public RepeatingDuplicateNgramsConfig {
        limits = List.copyOf(limits);
        requireNonNull(lang, "lang");
    }

    @Override
    public Rule create(ResourceReader resources) {
        NemoWords words = NemoWords.of(lang);
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        for (DuplicateNgramLimit limit : limits) {
            measurements.put(
                    signal(limit.n()),
                    draft -> RepetitionMeasures.duplicateShare(draft.text(), words.sequencesIn(draft), limit.n()));
        }
        return new SequenceRule(
                measurements,
                limits.stream()
                        .map(limit -> Limit.atMost(signal(limit.n()), limit.maxRepeatingDuplicateNgramRatio()))
                        .toList());
    }

    private static String signal(int words) {
        return "nemo-repeating-duplicate-" + words + "grams";
    }
}
