package io.bloomery.data.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.failure.BloomeryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the tree of a {@code tokenizer.json}; every complaint names the place as a JSON pointer. */
final class TokenizerJsonReader {

    private static final int MAX_TOKENS = 1 << 24;

    private final String origin;
    private final JsonNode root;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<SpecialToken> specialTokens = new ArrayList<>();

    TokenizerJsonReader(String origin, JsonNode root) {
        this.origin = origin;
        this.root = root;
    }

    BytePairModel model() {
        requireAbsent("/truncation");
        requireAbsent("/padding");
        requireAbsent("/normalizer");
        requireText("/pre_tokenizer/type", "ByteLevel");
        requireFlag("/pre_tokenizer/add_prefix_space", false, true);
        requireFlag("/pre_tokenizer/use_regex", true, true);
        requireText("/decoder/type", "ByteLevel");
        if (!isAbsent("/post_processor")) {
            requireText("/post_processor/type", "ByteLevel");
        }
        requireText("/model/type", "BPE");
        requireAbsent("/model/dropout");
        requireAbsentOrEmpty("/model/continuing_subword_prefix");
        requireAbsentOrEmpty("/model/end_of_word_suffix");
        requireFlag("/model/byte_fallback", false, false);
        requireFlag("/model/ignore_merges", false, false);
        readVocabulary();
        readAddedTokens();
        List<String> tokens = tokensById();
        try {
            return new BytePairModel(tokens, readMerges(), specialTokens);
        } catch (IllegalArgumentException e) {
            throw TokenizerJson.badData(origin, "contradicts itself: " + e.getMessage(), e);
        }
    }

    private void readVocabulary() {
        JsonNode vocabulary = root.at("/model/vocab");
        if (!vocabulary.isObject()) {
            throw bad("/model/vocab", "must be an object of tokens and ids but is " + kind(vocabulary));
        }
        Iterator<Map.Entry<String, JsonNode>> entries = vocabulary.fields();
        while (entries.hasNext()) {
            Map.Entry<String, JsonNode> entry = entries.next();
            ids.put(entry.getKey(), id(entry.getValue(), "/model/vocab/" + escaped(entry.getKey())));
        }
    }

    private void readAddedTokens() {
        JsonNode added = root.at("/added_tokens");
        for (int i = 0; i < added.size(); i++) {
            String place = "/added_tokens/" + i;
            JsonNode token = added.get(i);
            String content = token.path("content").asText("");
            if (content.isEmpty()) {
                throw bad(place + "/content", "must be a text that is not empty");
            }
            for (String flag : List.of("single_word", "lstrip", "rstrip")) {
                requireFlag(place + "/" + flag, false, false);
            }
            requireFlag(place + "/special", true, false);
            int id = id(token.path("id"), place + "/id");
            Integer known = ids.putIfAbsent(content, id);
            if (known != null && known != id) {
                throw bad(place + "/id", "is " + id + " but the vocabulary gives \"" + content + "\" the id " + known);
            }
            specialTokens.add(new SpecialToken(id, content));
        }
    }

    private List<String> tokensById() {
        String[] tokens = new String[ids.size()];
        for (Map.Entry<String, Integer> entry : ids.entrySet()) {
            int id = entry.getValue();
            if (id >= tokens.length) {
                throw bad(
                        "/model/vocab",
                        "has " + tokens.length + " tokens with the added ones, so the id " + id + " of \""
                                + entry.getKey() + "\" leaves a gap");
            }
            if (tokens[id] != null) {
                throw bad("/model/vocab", "gives \"" + tokens[id] + "\" and \"" + entry.getKey() + "\" the id " + id);
            }
            tokens[id] = entry.getKey();
        }
        return Arrays.asList(tokens);
    }

    private List<Merge> readMerges() {
        JsonNode merges = root.at("/model/merges");
        if (!merges.isArray()) {
            throw bad("/model/merges", "must be a list but is " + kind(merges));
        }
        List<Merge> read = new ArrayList<>(merges.size());
        for (int i = 0; i < merges.size(); i++) {
            String place = "/model/merges/" + i;
            String[] pair = pair(merges.get(i), place);
            read.add(new Merge(
                    idOfToken(pair[0], place), idOfToken(pair[1], place), idOfToken(pair[0] + pair[1], place)));
        }
        return read;
    }

    private String[] pair(JsonNode node, String place) {
        if (node.isArray() && node.size() == 2) {
            return new String[] {node.get(0).asText(), node.get(1).asText()};
        }
        String[] parts = node.asText().split(" ", -1);
        if (!node.isTextual() || parts.length != 2) {
            throw bad(place, "must be two tokens, as \"a b\" or [\"a\", \"b\"], but is " + node);
        }
        return parts;
    }

    private int idOfToken(String token, String place) {
        Integer id = ids.get(token);
        if (id == null) {
            throw bad(place, "needs the token \"" + token + "\", which the vocabulary does not have");
        }
        return id;
    }

    private int id(JsonNode node, String place) {
        if (!node.isIntegralNumber()
                || !node.canConvertToInt()
                || node.intValue() < 0
                || node.intValue() > MAX_TOKENS) {
            throw bad(place, "must be an id in [0, " + MAX_TOKENS + "] but is " + node);
        }
        return node.intValue();
    }

    private boolean isAbsent(String place) {
        JsonNode node = root.at(place);
        return node.isMissingNode() || node.isNull();
    }

    private void requireAbsent(String place) {
        if (!isAbsent(place)) {
            throw bad(place, "must be null but is " + kind(root.at(place)) + ": it is not supported");
        }
    }

    private void requireAbsentOrEmpty(String place) {
        if (!isAbsent(place) && !root.at(place).asText("?").isEmpty()) {
            throw bad(place, "must be null or empty but is " + root.at(place) + ": it is not supported");
        }
    }

    private void requireText(String place, String expected) {
        if (!root.at(place).asText("").equals(expected)) {
            throw bad(place, "must be \"" + expected + "\" but is " + kind(root.at(place)));
        }
    }

    private void requireFlag(String place, boolean expected, boolean whenAbsent) {
        JsonNode node = root.at(place);
        boolean actual = isAbsent(place) ? whenAbsent : node.asBoolean(!expected);
        if (actual != expected) {
            throw bad(place, "must be " + expected + " but is " + (isAbsent(place) ? "absent" : node.toString()));
        }
    }

    private BloomeryException bad(String place, String problem) {
        return TokenizerJson.badData(origin, "at " + place + ": " + problem, null);
    }

    private static String kind(JsonNode node) {
        return node.isValueNode() ? node.toString() : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
