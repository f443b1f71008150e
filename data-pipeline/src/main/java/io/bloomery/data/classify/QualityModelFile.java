package io.bloomery.data.classify;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * The file of a {@link QualityModel}: {@code BLMQ}, version, bits of the hash, bias, number of weights, then the index and
 * the value of each weight that is not zero, and a CRC-32 of everything before; numbers big-endian.
 */
public final class QualityModelFile {

    private static final int MAGIC = 0x424c4d51; // BLMQ
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 5 * Integer.BYTES;
    private static final int WEIGHT_BYTES = 2 * Integer.BYTES;

    private QualityModelFile() {}

    /** Writes a model; the same model gives the same bytes. */
    public static void write(QualityModel model, OutputStream out) throws IOException {
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(weights);
        for (int i = 0; i < 1 << HashedNgrams.BITS; i++) {
            if (model.weight(i) != 0) {
                data.writeInt(i);
                data.writeFloat(model.weight(i));
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(file);
        header.writeInt(MAGIC);
        header.writeInt(VERSION);
        header.writeInt(HashedNgrams.BITS);
        header.writeFloat(model.bias());
        header.writeInt(weights.size() / WEIGHT_BYTES);
        header.write(weights.toByteArray());
        header.writeInt(checksum(file.toByteArray(), file.size()));
        out.write(file.toByteArray());
    }

    /**
     * Reads a model; the caller closes the stream.
     *
     * @throws BloomeryException if the file is something else, cut off or damaged
     */
    public static QualityModel read(InputStream in) throws IOException {
        byte[] file = in.readNBytes(HEADER_BYTES + (WEIGHT_BYTES << HashedNgrams.BITS) + Integer.BYTES + 1);
        DataInputStream data = new DataInputStream(new ByteArrayInputStream(file));
        if (file.length < HEADER_BYTES + Integer.BYTES || data.readInt() != MAGIC) {
            throw refused("it does not begin with BLMQ");
        }
        int version = data.readInt();
        int bits = data.readInt();
        if (version != VERSION || bits != HashedNgrams.BITS) {
            throw refused("it has version " + version + " and " + bits + " bits, this program reads version " + VERSION
                    + " with " + HashedNgrams.BITS);
        }
        float bias = data.readFloat();
        int count = data.readInt();
        if (count < 0 || file.length != HEADER_BYTES + (long) count * WEIGHT_BYTES + Integer.BYTES) {
            throw refused("it states " + count + " weights and has " + file.length + " bytes");
        }
        float[] weights = new float[1 << HashedNgrams.BITS];
        for (int i = 0; i < count; i++) {
            int index = data.readInt();
            if (index < 0 || index >= weights.length) {
                throw refused("it states a weight of number " + index);
            }
            weights[index] = data.readFloat();
        }
        if (data.readInt() != checksum(file, file.length - Integer.BYTES)) {
            throw refused("its checksum does not match");
        }
        return new QualityModel(weights, bias);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static BloomeryException refused(String why) {
        return new BloomeryException(
                ErrorCode.BAD_DATA,
                "this is no model of the quality classifier: " + why,
                "Name a file that `bloomery classifier` has written.");
    }
}
