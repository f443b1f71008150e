package io.bloomery.data.filter.dclm;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.TextRule;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HOCON: {@code clean.rules.dclm.within-page-dedup}.
 *
 * @param granularity {@code granularity}: what has copies
 * @param normalize {@code normalize}: whether case and white space at the ends count for nothing
 */
public record WithinPageDedupConfig(DedupGranularity granularity, boolean normalize)
        implements RuleFactory, Serializable {
    public WithinPageDedupConfig {
        requireNonNull(granularity, "granularity");
    }

    @Override
    public Rule create(ResourceReader resources) {
        return new TextRule(this::deduplicated);
    }

    private String deduplicated(String text) {
        Set<String> seen = new HashSet<>();
        return PythonText.parts(text, granularity.separator()).stream()
                .filter(part -> {
                    String key = normalize ? PythonText.strip(part).toLowerCase(Locale.ROOT) : part;
                    return seen.add(key) || key.isEmpty();
                })
                .collect(Collectors.joining(granularity.separator()));
    }
}
