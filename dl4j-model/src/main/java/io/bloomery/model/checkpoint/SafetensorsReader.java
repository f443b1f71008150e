package io.bloomery.model.checkpoint;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads safetensors files of floats of 32 and 16 bits, which it widens, in one pass over a stream.
 *
 * <p>Believes nothing: a header beyond the size the format allows, a name that occurs twice, a tensor beyond the data, two
 * tensors that overlap, a hole between them, bytes after the last one, a shape that does not fit its bytes or a stream that
 * ends early is {@link ErrorCode#BAD_DATA} with file and tensor named, before any memory of that size is asked for.
 */
public final class SafetensorsReader {

    /** Largest header the format allows, in bytes. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final String HINT =
            "The file is damaged or not safetensors: copy it again, or go back to an older checkpoint.";

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
        return read(in, length, file, name -> true);
    }

    /** As {@link #read(InputStream, long, String)}, without the tensors that are not wanted, whatever their type. */
    public static Map<String, Tensor> read(InputStream in, long length, String file, Predicate<String> wanted)
            throws IOException {
        return new SafetensorsReader(in, length, file).read(wanted);
    }

    private Map<String, Tensor> read(Predicate<String> wanted) throws IOException {
        if (length < Long.BYTES) {
            throw bad("has " + length + " bytes, too few for a header");
        }
        long headerBytes = ByteBuffer.wrap(exactly(Long.BYTES, "the header length"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (headerBytes < 2 || headerBytes > MAX_HEADER_BYTES || headerBytes > length - Long.BYTES) {
            throw bad("declares a header of " + Long.toUnsignedString(headerBytes) + " bytes in a file of " + length);
        }
        List<SafetensorsHeader.Entry> entries = SafetensorsHeader.read(
                exactly((int) headerBytes, "the header"), length - Long.BYTES - headerBytes, this::bad);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : entries) {
            if (wanted.test(entry.name())) {
                ElementType type = type(entry);
                tensors.put(entry.name(), new Tensor(entry.name(), type, entry.shape(), values(entry, type)));
            } else {
                skip(entry);
            }
        }
        return tensors;
    }

    private ElementType type(SafetensorsHeader.Entry entry) {
        Optional<ElementType> type = Arrays.stream(ElementType.values())
                .filter(known -> known.name().equals(entry.type()))
                .findFirst();
        return type.orElseThrow(() -> bad("has tensor " + entry.name() + " of type '" + entry.type() + "'; only "
                + Arrays.toString(ElementType.values()) + " are read"));
    }

    private float[] values(SafetensorsHeader.Entry entry, ElementType type) throws IOException {
        int count = (int) ((entry.end() - entry.begin()) / type.bytes());
        float[] values = new float[count];
        int chunkValues = CHUNK_BYTES / type.bytes();
        for (int from = 0; from < count; from += chunkValues) {
            int now = Math.min(chunkValues, count - from);
            ByteBuffer bytes = ByteBuffer.wrap(exactly(now * type.bytes(), "tensor " + entry.name()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < now; i++) {
                values[from + i] = type.read(bytes);
            }
        }
        return values;
    }

    private void skip(SafetensorsHeader.Entry entry) throws IOException {
        for (long left = entry.end() - entry.begin(); left > 0; left -= CHUNK_BYTES) {
            exactly((int) Math.min(CHUNK_BYTES, left), "tensor " + entry.name());
        }
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
}
