package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The options of a case, each of which has to be asked for: an option that no rule of ours has skips the case. */
final class CaseConfig {

    /** Keys by which the cases describe a rule in words. */
    private static final Set<String> REMARKS = Set.of(
            "rule", "rules", "chars", "words", "match", "semantics", "steps", "engine", "white_space_list", "list");

    private final JsonNode options;
    private final Set<String> unread = new TreeSet<>();

    CaseConfig(JsonNode testCase) {
        this.options = testCase.path("config");
        options.fieldNames().forEachRemaining(unread::add);
        unread.removeAll(REMARKS);
    }

    double number(String key, double preset) {
        unread.remove(key);
        return options.path(key).asDouble(preset);
    }

    int integer(String key, int preset) {
        unread.remove(key);
        return options.path(key).asInt(preset);
    }

    boolean flag(String key, boolean preset) {
        unread.remove(key);
        return options.path(key).asBoolean(preset);
    }

    String text(String key, String preset) {
        unread.remove(key);
        return options.path(key).asText(preset);
    }

    boolean isText(String key) {
        return options.path(key).isTextual();
    }

    boolean has(String key) {
        return options.has(key);
    }

    /** A list of texts, or a text alone as such a list. */
    List<String> texts(String key, List<String> preset) {
        unread.remove(key);
        JsonNode value = options.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return preset;
        }
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        }
        value.forEach(element -> texts.add(element.isArray() ? element.get(0).asText() : element.asText()));
        return texts;
    }

    /** The case skipped, if it has options that nobody has asked for. */
    Optional<CaseResult> unknownOptions() {
        return unread.isEmpty()
                ? Optional.empty()
                : Optional.of(CaseResult.skipped("the rule has no option " + String.join(", ", unread)));
    }
}
