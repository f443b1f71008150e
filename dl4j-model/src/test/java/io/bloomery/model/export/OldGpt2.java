package io.bloomery.model.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/** Weights of GPT-2 as its first release on the hub has them: no prefix, and the causal masks of the attention. */
final class OldGpt2 {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MASK_BYTES = 16;

    private OldGpt2() {}

    /** The same tensors under the old names, and a mask after them. */
    static byte[] of(byte[] file) throws IOException {
        int headerBytes =
                (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        JsonNode header = JSON.readTree(Arrays.copyOfRange(file, Long.BYTES, Long.BYTES + headerBytes));
        byte[] data = Arrays.copyOfRange(file, Long.BYTES + headerBytes, file.length);
        ObjectNode renamed = JSON.createObjectNode();
        for (Iterator<Map.Entry<String, JsonNode>> fields = header.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            renamed.set(field.getKey().replaceFirst("^transformer\\.", ""), field.getValue());
        }
        ObjectNode mask = renamed.putObject("h.0.attn.bias").put("dtype", "U8");
        mask.putArray("shape").add(1).add(1).add(4).add(4);
        mask.putArray("data_offsets").add(data.length).add(data.length + MASK_BYTES);
        byte[] json = JSON.writeValueAsBytes(renamed);
        return ByteBuffer.allocate(Long.BYTES + json.length + data.length + MASK_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
