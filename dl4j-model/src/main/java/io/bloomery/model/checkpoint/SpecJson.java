package io.bloomery.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;

/** Family and sizes of a model as JSON: the components of its record, and {@value #FAMILY}. */
final class SpecJson {

    private static final String FAMILY = "family";
    private static final String GPT = "gpt2";
    private static final String LLAMA = "llama";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private SpecJson() {}

    static ObjectNode write(ModelSpec spec) {
        ObjectNode node = JSON.createObjectNode();
        node.put(FAMILY, spec.<String>fold(gpt -> GPT, llama -> LLAMA));
        node.setAll(JSON.<ObjectNode>valueToTree(spec));
        return node;
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is of no known family or its sizes cannot be
     */
    static ModelSpec read(JsonNode node) {
        if (!(node.deepCopy() instanceof ObjectNode sizes)) {
            throw new IllegalArgumentException("there is no spec");
        }
        String family = sizes.path(FAMILY).asText();
        sizes.remove(FAMILY);
        try {
            return switch (family) {
                case GPT -> JSON.treeToValue(sizes, GptSpec.class);
                case LLAMA -> JSON.treeToValue(sizes, LlamaSpec.class);
                default -> throw new IllegalArgumentException("the family of the model is '" + family + "'");
            };
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
