package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.TextRule;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HOCON: {@code clean.rules.nemo.line-remover}.
 *
 * @param patterns {@code patterns}: lines that are taken out
 */
public record LineRemoverConfig(List<String> patterns) implements RuleFactory, Serializable {
    public LineRemoverConfig {
        patterns = List.copyOf(patterns);
    }

    @Override
    public Rule create(ResourceReader resources) {
        Set<String> removed = new HashSet<>(patterns);
        return new TextRule(text -> PythonText.parts(text, "\n").stream()
                .filter(line -> !removed.contains(line))
                .collect(Collectors.joining("\n")));
    }
}
