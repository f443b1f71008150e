package io.bloomery.model.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bloomery.data.failure.BloomeryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The JSON at the beginning of a safetensors file, believed only where all of it fits the file. */
final class SafetensorsHeader {

    static final String METADATA = "__metadata__";

    private static final int MAX_DIMENSIONS = 8;
    /** Bytes of one element of each type of the format. */
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("BOOL", 1),
            Map.entry("U8", 1),
            Map.entry("I8", 1),
            Map.entry("F8_E4M3", 1),
            Map.entry("F8_E5M2", 1),
            Map.entry("I16", 2),
            Map.entry("U16", 2),
            Map.entry("F16", 2),
            Map.entry("BF16", 2),
            Map.entry("I32", 4),
            Map.entry("U32", 4),
            Map.entry("F32", 4),
            Map.entry("I64", 8),
            Map.entry("U64", 8),
            Map.entry("F64", 8));

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Function<String, BloomeryException> refusal;

    private SafetensorsHeader(Function<String, BloomeryException> refusal) {
        this.refusal = refusal;
    }

    /**
     * The tensors of a file in the order of their data, without gap or overlap.
     *
     * @param dataBytes bytes of the file after the header
     * @param refusal makes the failure of a sentence about the file
     */
    static List<Entry> read(byte[] header, long dataBytes, Function<String, BloomeryException> refusal)
            throws IOException {
        SafetensorsHeader reader = new SafetensorsHeader(refusal);
        List<Entry> entries = reader.entries(header);
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        reader.checkLayout(entries, dataBytes);
        return entries;
    }

    private List<Entry> entries(byte[] header) throws IOException {
        if (header[0] != '{') {
            throw refusal.apply("has a header that does not start with '{'");
        }
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (JsonProcessingException e) {
            throw refusal.apply("has a header that is not JSON: " + e.getOriginalMessage());
        }
        List<Entry> entries = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = root.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getKey().equals(METADATA)) {
                entries.add(entry(field.getKey(), field.getValue()));
            }
        }
        return entries;
    }

    private Entry entry(String name, JsonNode node) {
        String type = node.path("dtype").asText();
        if (!TYPES.containsKey(type)) {
            throw refusal.apply("has tensor " + name + " of type '" + type + "', which the format does not know");
        }
        List<Long> shape = shape(name, node.path("shape"));
        JsonNode offsets = node.path("data_offsets");
        if (!offsets.isArray()
                || offsets.size() != 2
                || !isByteOffset(offsets.get(0))
                || !isByteOffset(offsets.get(1))) {
            throw refusal.apply("has tensor " + name + " with offsets " + offsets);
        }
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        long elements = shape.stream().reduce(1L, (product, size) -> product * size); // bounded by shape()
        if (begin < 0 || end < begin || end - begin != elements * TYPES.get(type)) {
            throw refusal.apply("has tensor " + name + " of shape " + shape + " and type " + type + " at bytes " + begin
                    + " to " + end);
        }
        return new Entry(name, type, shape, begin, end);
    }

    private List<Long> shape(String name, JsonNode sizes) {
        if (!sizes.isArray() || sizes.size() > MAX_DIMENSIONS) {
            throw refusal.apply("has tensor " + name + " without a proper shape");
        }
        List<Long> shape = new ArrayList<>();
        long elements = 1;
        for (JsonNode size : sizes) {
            if (!size.isIntegralNumber() || !size.canConvertToInt() || size.intValue() < 0) {
                throw refusal.apply("has tensor " + name + " with a dimension of " + size);
            }
            shape.add(size.longValue());
            elements *= size.intValue(); // at most 2^31 * 2^31 before the check
            if (elements > Integer.MAX_VALUE) {
                throw refusal.apply("has tensor " + name + " of more than " + Integer.MAX_VALUE + " values");
            }
        }
        return shape;
    }

    private static boolean isByteOffset(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private void checkLayout(List<Entry> entries, long dataBytes) {
        long expected = 0;
        for (Entry entry : entries) {
            if (entry.begin() != expected) {
                throw refusal.apply("has tensor " + entry.name() + " at byte " + entry.begin() + " of the data where "
                        + (entry.begin() < expected ? "another tensor lies" : "a hole of unnamed bytes ends")
                        + "; expected " + expected);
            }
            expected = entry.end();
        }
        if (expected != dataBytes) {
            throw refusal.apply("has " + dataBytes + " bytes of data where its tensors take " + expected);
        }
    }

    /** A tensor and where its bytes lie in the data. */
    record Entry(String name, String type, List<Long> shape, long begin, long end) {}
}
