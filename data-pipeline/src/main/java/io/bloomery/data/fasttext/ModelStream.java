package io.bloomery.data.fasttext;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a model file as the little-endian numbers that they are; memory is taken only for bytes that are there. */
final class ModelStream {

    private static final int MAX_WORD_BYTES = 1 << 20;

    private final InputStream in;

    ModelStream(InputStream in) {
        this.in = in;
    }

    int readInt() throws IOException {
        return buffer(Integer.BYTES).getInt();
    }

    long readLong() throws IOException {
        return buffer(Long.BYTES).getLong();
    }

    boolean readBoolean() throws IOException {
        return buffer(1).get() != 0;
    }

    byte readByte() throws IOException {
        return buffer(1).get();
    }

    /** A count that the file states, as far as it can be held in memory. */
    int count(long stated, String what) {
        if (stated < 0 || stated > Integer.MAX_VALUE - 8) {
            throw damaged("it states " + stated + " " + what);
        }
        return (int) stated;
    }

    byte[] readBytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw damaged("it ends " + (count - bytes.length) + " bytes too early");
        }
        return bytes;
    }

    float[] readFloats(long count) throws IOException {
        byte[] bytes = readBytes(count(count * Float.BYTES, "bytes of weights"));
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    /** Bytes up to a zero byte, without it. */
    byte[] readWord() throws IOException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0; next = in.read()) {
            if (next < 0 || word.size() == MAX_WORD_BYTES) {
                throw damaged("a word of its dictionary does not end");
            }
            word.write(next);
        }
        return word.toByteArray();
    }

    static BloomeryException damaged(String why) {
        return new BloomeryException(
                ErrorCode.BAD_DATA, "this is no supervised model of fastText: " + why, "name a .bin or .ftz file");
    }

    private ByteBuffer buffer(int bytes) throws IOException {
        return ByteBuffer.wrap(readBytes(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
