package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.common-english-words}.
 *
 * @param minNumCommonWords {@code min-num-common-words}: fewest occurrences of eight common English words in lower case
 */
public record CommonEnglishWordsConfig(int minNumCommonWords) implements RuleFactory, Serializable {
    public CommonEnglishWordsConfig {
        if (!(minNumCommonWords >= 0)) {
            throw new IllegalArgumentException("min-num-common-words must be at least 0 but is " + minNumCommonWords);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast(
                "nemo-common-english-words",
                minNumCommonWords,
                draft -> WordMeasures.commonWords(NemoWords.SPACED.in(draft)));
    }
}
