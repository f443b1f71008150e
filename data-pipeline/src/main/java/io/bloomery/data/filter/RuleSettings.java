package io.bloomery.data.filter;

import java.util.Map;

/**
 * A rule of a profile and what it was set to.
 *
 * @param rule its path below {@code clean.rules}
 * @param settings key and value, lists and objects among them; empty for a rule without settings
 */
public record RuleSettings(String rule, Map<String, Object> settings) {

    /** The key of settings that all rules of a family share. */
    static final String SHARED = "settings";

    /** Finds the settings of a rule in the tree of all of them. */
    @SuppressWarnings("unchecked") // objects of a record tree are maps by name
    static RuleSettings in(Map<String, Object> tree, String rule) {
        Map<String, Object> family = Map.of();
        Map<String, Object> settings = tree;
        for (String key : rule.split("\\.", -1)) {
            family = settings;
            settings = (Map<String, Object>) settings.getOrDefault(key, Map.of());
        }
        Object shared = family.get(SHARED);
        return new RuleSettings(rule, settings.isEmpty() && shared != null ? Map.of(SHARED, shared) : settings);
    }
}
