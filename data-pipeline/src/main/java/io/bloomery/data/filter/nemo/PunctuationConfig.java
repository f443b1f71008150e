package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.punctuation}.
 *
 * @param maxNumSentencesWithoutEndmarkRatio {@code max-num-sentences-without-endmark-ratio}: largest share of lines that do not end in {@code . ? !} or a straight quotation mark, in [0, 1]
 */
public record PunctuationConfig(double maxNumSentencesWithoutEndmarkRatio) implements RuleFactory, Serializable {
    public PunctuationConfig {
        if (!(maxNumSentencesWithoutEndmarkRatio >= 0 && maxNumSentencesWithoutEndmarkRatio <= 1)) {
            throw new IllegalArgumentException("max-num-sentences-without-endmark-ratio must be in [0, 1] but is "
                    + maxNumSentencesWithoutEndmarkRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost(
                "nemo-punctuation",
                maxNumSentencesWithoutEndmarkRatio,
                draft -> LineMeasures.withoutEndMarkShare(draft.view(LineMeasures.LINES)));
    }
}
