package io.bloomery.data.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.config.RecordChange;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tells limits from settings that decide what is measured: stored signals can be judged again after a change of the
 * former, not of the latter.
 *
 * <p>A setting is a limit if putting back its old value changes the rule's limits. Settings that a rule recalls its
 * numbers by may change, too.
 */
public final class Rescoring {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CleanConfig wanted;
    private final ResourceReader resources;

    public Rescoring(CleanConfig wanted, ResourceReader resources) {
        this.wanted = wanted;
        this.resources = resources;
    }

    /**
     * What stands in the way of judging again what other settings measured; empty where nothing does.
     *
     * @param measured the rules that the stored signals come from, with their settings, in order
     */
    public List<String> obstacles(List<RuleSettings> measured) throws IOException {
        List<RuleSettings> active = wanted.activeRules();
        if (!names(measured).equals(names(active))) {
            return List.of("the rules were " + names(measured) + " and are now " + names(active));
        }
        List<String> obstacles = new ArrayList<>();
        for (int i = 0; i < active.size(); i++) {
            for (String key : changedKeys(measured.get(i), active.get(i))) {
                if (!mayChange(
                        active.get(i).rule(), key, measured.get(i).settings().get(key))) {
                    obstacles.add("clean.rules." + active.get(i).rule() + "." + key + " decides what is measured");
                }
            }
        }
        return obstacles;
    }

    private static List<String> names(List<RuleSettings> rules) {
        return rules.stream().map(RuleSettings::rule).toList();
    }

    private static Set<String> changedKeys(RuleSettings before, RuleSettings now) {
        Set<String> changed = new TreeSet<>(before.settings().keySet());
        changed.addAll(now.settings().keySet());
        changed.removeIf(key ->
                json(before.settings().get(key)).equals(json(now.settings().get(key))));
        return changed;
    }

    private static JsonNode json(Object value) {
        try {
            return JSON.readTree(JSON.writeValueAsString(value));
        } catch (IOException e) {
            throw new IllegalStateException("settings are always JSON", e);
        }
    }

    private boolean mayChange(String rule, String key, Object before) throws IOException {
        Rule now = wanted.rules().factories().get(rule).create(resources);
        if (before == null || key.equals(RuleSettings.SHARED)) {
            return false; // it was not there when the rule measured, or what a family shares, which is no limit
        }
        return now.recalledSettings().contains(key)
                || !limitsWith(rule, key, before).equals(now.limits());
    }

    private List<Limit> limitsWith(String rule, String key, Object before) throws IOException {
        List<String> path =
                Stream.concat(Stream.of(rule.split("\\.", -1)), Stream.of(key)).toList();
        RulesConfig rules = RecordChange.with(wanted.rules(), path, before);
        return rules.factories().get(rule).create(resources).limits();
    }
}
