package io.bloomery.data.filter.dclm;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;
import java.util.IntSummaryStatistics;

/**
 * HOCON: {@code clean.rules.dclm.line-length}.
 *
 * @param lengthType {@code length-type}: whether the longest line counts or the average
 * @param maxLength {@code max-length}: most characters
 */
public record LineLengthConfig(LineLengthType lengthType, double maxLength) implements RuleFactory, Serializable {

    public LineLengthConfig {
        requireNonNull(lengthType, "length-type");
        if (!(maxLength >= 0)) {
            throw new IllegalArgumentException("max-length must be at least 0 but is " + maxLength);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("dclm-line-length", maxLength, draft -> {
            IntSummaryStatistics lengths = PythonText.lines(draft.text()).stream()
                    .mapToInt(PythonText::length)
                    .summaryStatistics();
            double length = lengthType == LineLengthType.MAX ? lengths.getMax() : lengths.getAverage();
            return lengths.getCount() == 0 ? Integer.MAX_VALUE : length;
        });
    }
}
