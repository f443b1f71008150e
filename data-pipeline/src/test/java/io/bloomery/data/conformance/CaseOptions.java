package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The options of a case; one that nobody has asked for by the end has no counterpart here. */
final class CaseOptions {

    private final JsonNode options;
    private final Set<String> unread = new HashSet<>();

    CaseOptions(JsonNode testCase) {
        options = testCase.path("config");
        options.fieldNames().forEachRemaining(unread::add);
    }

    /** A number; null, which turns a limit off, gives the value that turns it off here. */
    double number(String key, double preset, double off) {
        unread.remove(key);
        JsonNode value = options.path(key);
        return value.isMissingNode() ? preset : value.isNull() ? off : value.asDouble();
    }

    int integer(String key, int preset, int off) {
        return (int) number(key, preset, off);
    }

    boolean flag(String key, boolean preset) {
        unread.remove(key);
        return options.path(key).asBoolean(preset);
    }

    String text(String key, String preset) {
        unread.remove(key);
        return options.path(key).asText(preset);
    }

    List<String> texts(String key, List<String> preset) {
        unread.remove(key);
        if (!options.path(key).isArray()) {
            return preset;
        }
        List<String> texts = new ArrayList<>();
        options.get(key).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    JsonNode list(String key) {
        unread.remove(key);
        return options.path(key);
    }

    /** Options that only say in words what the rule does. */
    CaseOptions remarks(String... keys) {
        List.of(keys).forEach(unread::remove);
        return this;
    }

    /** The result of a case, unless it has an option that has not been asked for. */
    CaseResult unlessUnknown(Supplier<CaseResult> result) {
        return unread.isEmpty() ? result.get() : CaseResult.skipped("the rule has no options " + unread);
    }
}
