package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.filter.multilingual.MultilingualRules;
import io.bloomery.data.language.LanguageConfig;
import io.bloomery.data.language.LanguageRule;
import io.bloomery.data.normalize.TextNormalizer;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HOCON: {@code clean.rules}; every rule there is, with its settings.
 *
 * <p>A rule's name in a profile is its path below {@code clean.rules}, such as {@code multilingual.word-count}.
 */
public record RulesConfig(LanguageConfig language, MultilingualRules multilingual) implements Serializable {

    public RulesConfig {
        requireNonNull(language, "language");
        requireNonNull(multilingual, "multilingual");
    }

    /** What makes the rules, by name. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("normalize", resources -> new TextNormalizer());
        factories.put("language", resources -> LanguageRule.of(language, resources));
        add(factories, "multilingual", multilingual.factories());
        return factories;
    }

    private static void add(Map<String, RuleFactory> all, String family, Map<String, RuleFactory> factories) {
        factories.forEach((name, factory) -> all.put(family + "." + name, factory));
    }
}
