package io.bloomery.data.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The strings of a page's JSON-LD by the names of their properties; what is malformed is read up to its fault. */
final class LinkedData {

    private static final int MAX_VALUES = 2000;
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    private final Set<String> types = new HashSet<>();
    private final Map<String, List<String>> values = new HashMap<>();
    private int count;

    Set<String> types() {
        return types;
    }

    List<String> values(String property) {
        return values.getOrDefault(property, List.of());
    }

    void read(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            read(parser);
        } catch (IOException malformed) {
            count++; // what was read before its fault is kept: pages with a broken end are common
        }
    }

    private void read(JsonParser parser) throws IOException {
        Deque<String> path = new ArrayDeque<>();
        String name = "";
        for (JsonToken token = parser.nextToken(); token != null && count < MAX_VALUES; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                name = parser.currentName();
            } else if (token.isStructStart()) {
                path.push(token == JsonToken.START_ARRAY || !name.isEmpty() ? name : "");
                if (path.size() > MAX_DEPTH) {
                    return;
                }
            } else if (token.isStructEnd()) {
                name = path.isEmpty() ? "" : path.pop();
            } else if (token == JsonToken.VALUE_STRING) {
                add(path, name, parser.getText());
            }
        }
    }

    private void add(Deque<String> path, String name, String value) {
        count++;
        if (name.equals("@type")) {
            types.add(value.toLowerCase(Locale.ROOT));
            return;
        }
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        String parent = path.isEmpty() ? "" : path.peek();
        if (!parent.isEmpty()) {
            values.computeIfAbsent(parent + "." + name, key -> new ArrayList<>())
                    .add(value);
        }
    }
}
