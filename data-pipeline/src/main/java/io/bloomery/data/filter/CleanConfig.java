package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.config.NearestKey;
import io.bloomery.data.config.RecordTree;
import io.bloomery.data.extract.ExtractConfig;
import io.bloomery.data.source.SourceConfig;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.RuleSet;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * HOCON: {@code clean}; everything that decides what becomes of a page between the crawl and the document table.
 *
 * @param input {@code input}: glob of files to clean; empty means the table that the crawl published
 * @param profile {@code profile}: which of the profiles judges the documents
 * @param profiles {@code profiles}: names of rules in the order in which they run, by name of the profile
 * @param measureDropped {@code measure-dropped}: whether the rules behind the one that drops a document measure it too
 */
public record CleanConfig(
        String input,
        SourceConfig source,
        ExtractConfig extract,
        String profile,
        Map<String, List<String>> profiles,
        boolean measureDropped,
        RulesConfig rules)
        implements Serializable {

    public CleanConfig {
        requireNonNull(input, "input");
        requireNonNull(source, "source");
        requireNonNull(extract, "extract");
        requireNonNull(rules, "rules");
        profiles = new TreeMap<>(profiles);
        requireKnown("profile", profile, profiles.keySet());
        Set<String> names = rules.factories().keySet();
        profiles.values()
                .forEach(rulesOfProfile -> rulesOfProfile.forEach(rule -> requireKnown("profiles", rule, names)));
    }

    /**
     * The rules of the profile, with the files that they need.
     *
     * @throws IOException if such a file cannot be read
     */
    public RuleSet ruleSet(ResourceReader resources) throws IOException {
        Map<String, RuleFactory> factories = rules.factories();
        List<Rule> inOrder = new ArrayList<>();
        for (String rule : profiles.get(profile)) {
            inOrder.add(factories.get(rule).create(resources));
        }
        return new RuleSet(inOrder, measureDropped);
    }

    /** The settings of each rule of the profile, in the order in which they run; none for a rule that has no settings. */
    public List<RuleSettings> activeRules() {
        Map<String, Object> tree = RecordTree.of(rules);
        return profiles.get(profile).stream()
                .map(rule -> RuleSettings.in(tree, rule))
                .toList();
    }

    private static void requireKnown(String key, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException(key + " names '" + name + "', which is none of " + known
                    + NearestKey.of(name, known)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
    }
}
