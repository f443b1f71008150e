package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.substring}.
 *
 * @param substring {@code substring}: what a kept document has
 * @param position {@code position}: where it has it
 */
public record SubstringConfig(String substring, SubstringPosition position) implements RuleFactory, Serializable {
    public SubstringConfig {
        requireNonNull(substring, "substring");
        requireNonNull(position, "position");
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast("nemo-substring", 1, draft -> position.has(draft.text(), substring) ? 1 : 0);
    }
}
