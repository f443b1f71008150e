package io.bloomery.model.checkpoint;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads safetensors files of 32-bit floats, and of bfloat16 which it widens, in one pass over a stream.
 *
 * <p>Believes nothing: a header beyond the size the format allows, a tensor beyond the data, two tensors that overlap, a
 * hole between them, bytes after the last one, a shape that does not fit its bytes or a stream that ends early is
 * {@link ErrorCode#BAD_DATA} with file and tensor named, before any memory of that size is asked for.
 */
public final class SafetensorsReader {

    static final String METADATA = "__metadata__";

    /** Largest header the format allows, in bytes. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int MAX_DIMENSIONS = 8;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final String HINT =
            "The file is damaged or not safetensors: copy it again, or go back to an older checkpoint.";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final InputStream in;
    private final long length;
    private final String file;

    private SafetensorsReader(InputStream in, long length, String file) {
        this.in = requireNonNull(in, "in");
        this.length = length;
        this.file = requireNonNull(file, "file");
    }

    /**
     * Reads a whole file.
     *
     * @param in positioned at the first byte; stays open
     * @param length bytes of the file
     * @param file what errors call it
     * @return the tensors by name, in the order of their data
     */
    public static Map<String, Tensor> read(InputStream in, long length, String file) throws IOException {
        return new SafetensorsReader(in, length, file).read();
    }

    private Map<String, Tensor> read() throws IOException {
        if (length < Long.BYTES) {
            throw bad("has " + length + " bytes, too few for a header");
        }
        long headerBytes = ByteBuffer.wrap(exactly(Long.BYTES, "the header length"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (headerBytes < 2 || headerBytes > MAX_HEADER_BYTES || headerBytes > length - Long.BYTES) {
            throw bad("declares a header of " + Long.toUnsignedString(headerBytes) + " bytes in a file of " + length);
        }
        List<Entry> entries = entries(exactly((int) headerBytes, "the header"));
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkLayout(entries, length - Long.BYTES - headerBytes);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            tensors.put(entry.name(), new Tensor(entry.name(), entry.shape(), values(entry)));
        }
        return tensors;
    }

    private List<Entry> entries(byte[] header) throws IOException {
        if (header[0] != '{') {
            throw bad("has a header that does not start with '{'");
        }
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (JsonProcessingException e) {
            throw bad("has a header that is not JSON: " + e.getOriginalMessage());
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
        int elementBytes;
        if (type.equals("F32")) {
            elementBytes = Float.BYTES;
        } else if (type.equals("BF16")) {
            elementBytes = Short.BYTES;
        } else {
            throw bad("has tensor " + name + " of type '" + type + "'; only F32 and BF16 are read");
        }
        JsonNode sizes = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        if (!sizes.isArray() || sizes.size() > MAX_DIMENSIONS || !offsets.isArray() || offsets.size() != 2) {
            throw bad("has tensor " + name + " without a proper shape and data_offsets");
        }
        long elements = 1;
        List<Long> shape = new ArrayList<>();
        for (JsonNode size : sizes) {
            if (!size.isIntegralNumber() || !size.canConvertToInt() || size.intValue() < 0) {
                throw bad("has tensor " + name + " with a dimension of " + size);
            }
            shape.add(size.longValue());
            elements *= size.intValue(); // at most 2^31 * 2^31 before the check
            if (elements > Integer.MAX_VALUE) {
                throw bad("has tensor " + name + " of more than " + Integer.MAX_VALUE + " values");
            }
        }
        if (!isByteOffset(offsets.get(0)) || !isByteOffset(offsets.get(1))) {
            throw bad("has tensor " + name + " with offsets " + offsets);
        }
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        if (begin < 0 || end < begin || end - begin != elements * elementBytes) {
            throw bad("has tensor " + name + " of shape " + shape + " and type " + type + " at bytes " + begin + " to "
                    + end);
        }
        return new Entry(name, elementBytes, shape, begin, end);
    }

    private static boolean isByteOffset(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private void checkLayout(List<Entry> entries, long dataBytes) {
        long expected = 0;
        for (Entry entry : entries) {
            if (entry.begin() != expected) {
                throw bad("has tensor " + entry.name() + " at byte " + entry.begin() + " of the data where "
                        + (entry.begin() < expected ? "another tensor lies" : "a hole of unnamed bytes ends")
                        + "; expected " + expected);
            }
            expected = entry.end();
        }
        if (expected != dataBytes) {
            throw bad("has " + dataBytes + " bytes of data where its tensors take " + expected);
        }
    }

    private float[] values(Entry entry) throws IOException {
        int count = (int) ((entry.end() - entry.begin()) / entry.elementBytes());
        float[] values = new float[count];
        int chunkValues = CHUNK_BYTES / entry.elementBytes();
        for (int from = 0; from < count; from += chunkValues) {
            int now = Math.min(chunkValues, count - from);
            ByteBuffer bytes = ByteBuffer.wrap(exactly(now * entry.elementBytes(), "tensor " + entry.name()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (entry.elementBytes() == Float.BYTES) {
                bytes.asFloatBuffer().get(values, from, now);
            } else {
                for (int i = 0; i < now; i++) {
                    values[from + i] = Float.intBitsToFloat(bytes.getShort() << 16);
                }
            }
        }
        return values;
    }

    private byte[] exactly(int count, String what) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length != count) {
            EOFException cause = new EOFException(bytes.length + " of " + count + " bytes");
            throw new BloomeryException(
                    ErrorCode.BAD_DATA, "safetensors file " + file + " ends within " + what, HINT, cause);
        }
        return bytes;
    }

    private BloomeryException bad(String what) {
        return new BloomeryException(ErrorCode.BAD_DATA, "safetensors file " + file + " " + what, HINT);
    }

    private record Entry(String name, int elementBytes, List<Long> shape, long begin, long end) {}
}
