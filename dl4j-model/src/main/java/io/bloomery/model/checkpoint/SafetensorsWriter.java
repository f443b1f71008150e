package io.bloomery.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes tensors of floats in the safetensors format.
 *
 * <p>The bytes depend on the tensors and the metadata only: tensors are sorted by type and name, as the reference
 * implementation sorts them, and the header is padded so that the data starts at a multiple of eight.
 */
public final class SafetensorsWriter {

    /** What {@code transformers} wants to find: the layout of tensors that PyTorch wrote. */
    public static final Map<String, String> PYTORCH = Map.of("format", "pt");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHUNK_FLOATS = 16 * 1024;
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /** Writes header and data; leaves the stream open. */
    public static void write(OutputStream out, Map<String, String> metadata, List<Tensor> tensors) throws IOException {
        List<Tensor> sorted = new ArrayList<>(tensors);
        sorted.sort(Comparator.comparing(Tensor::type).thenComparing(Tensor::name));
        byte[] header = header(metadata, sorted);
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : sorted) {
            float[] values = tensor.values();
            for (int from = 0; from < values.length; from += CHUNK_FLOATS) {
                int count = Math.min(CHUNK_FLOATS, values.length - from);
                chunk.clear();
                for (int i = from; i < from + count; i++) {
                    tensor.type().write(values[i], chunk);
                }
                out.write(chunk.array(), 0, chunk.position());
            }
        }
    }

    private static byte[] header(Map<String, String> metadata, List<Tensor> sorted) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode entries = root.putObject(SafetensorsHeader.METADATA);
            new TreeMap<>(metadata).forEach(entries::put);
        }
        Set<String> names = new HashSet<>();
        long offset = 0;
        for (Tensor tensor : sorted) {
            if (!names.add(tensor.name()) || tensor.name().equals(SafetensorsHeader.METADATA)) {
                throw new IllegalArgumentException("tensor name " + tensor.name() + " is taken");
            }
            ObjectNode entry = root.putObject(tensor.name());
            entry.put("dtype", tensor.type().name());
            ArrayNode shape = entry.putArray("shape");
            tensor.shape().forEach(shape::add);
            long end = offset + tensor.bytes();
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(root);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }
}
