package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.config.RecordChange;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the setting that a limit comes from, so that a person knows what to change.
 *
 * <p>A rule does not say which of its settings became which limit; but when one is changed, the limit changes with it.
 */
public final class LimitSetting {

    private static final String RULES = "clean.rules.";

    private final CleanConfig config;
    private final ResourceReader resources;

    public LimitSetting(CleanConfig config, ResourceReader resources) {
        this.config = requireNonNull(config, "config");
        this.resources = requireNonNull(resources, "resources");
    }

    /**
     * The path of the setting; that of the whole rule where no single number is the limit.
     *
     * @param reason the rule that the reject table names
     * @param value the limit that it names
     * @return empty where no rule of the profile drops for that reason
     */
    public Optional<String> path(String reason, double value) throws IOException {
        for (RuleSettings rule : config.activeRules()) {
            List<Limit> limits = limits(config.rules(), rule.rule());
            Optional<Limit> passed = limits.stream()
                    .filter(limit -> limit.rule().equals(reason))
                    .min((a, b) -> Boolean.compare(a.value() != value, b.value() != value));
            if (passed.isPresent()) {
                return Optional.of(RULES + rule.rule() + key(rule, limits.indexOf(passed.get())));
            }
        }
        return Optional.empty();
    }

    /** The key behind a dot; empty where no single number decides. */
    private String key(RuleSettings rule, int limit) throws IOException {
        Limit before = limits(config.rules(), rule.rule()).get(limit);
        for (Map.Entry<String, Object> setting : rule.settings().entrySet()) {
            if (setting.getValue() instanceof Number number
                    && moves(rule.rule(), setting.getKey(), number, limit, before)) {
                return "." + setting.getKey();
            }
        }
        return "";
    }

    private boolean moves(String rule, String key, Number value, int limit, Limit before) throws IOException {
        List<String> path =
                Stream.concat(Stream.of(rule.split("\\.", -1)), Stream.of(key)).toList();
        for (Number other : others(value)) {
            Optional<RulesConfig> changed = changed(path, other);
            if (changed.isPresent()) {
                List<Limit> limits = limits(changed.get(), rule);
                return limits.size() > limit && !limits.get(limit).equals(before);
            }
        }
        return false;
    }

    private Optional<RulesConfig> changed(List<String> path, Number value) {
        try {
            return Optional.of(RecordChange.with(config.rules(), path, value));
        } catch (BloomeryException e) {
            return Optional.empty(); // the record refuses the value
        }
    }

    /** Values near one, of which a record that checks its settings takes at least one. */
    private static List<Number> others(Number value) {
        if (value instanceof Double) {
            double number = value.doubleValue();
            return List.of(number * 0.5 + 0.25, number * 0.5, number + 1, number - 1);
        }
        return List.of(value.longValue() + 1, value.longValue() - 1);
    }

    private List<Limit> limits(RulesConfig rules, String rule) throws IOException {
        return rules.factories().get(rule).create(resources).limits();
    }
}
