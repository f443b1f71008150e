package io.bloomery.model.kernel.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What a kernel's pointer points to; after a launch it holds what the kernel left there. */
final class Buffer {

    private static final int BFLOAT16_BYTES = 2;
    private static final int BFLOAT16_SHIFT = 16;

    private final int elementBytes;
    private byte[] bytes;

    private Buffer(int elementBytes, byte[] bytes) {
        this.elementBytes = elementBytes;
        this.bytes = bytes;
    }

    static Buffer ofFloats(float... values) {
        byte[] bytes = new byte[values.length * Float.BYTES];
        littleEndian(bytes).asFloatBuffer().put(values);
        return new Buffer(Float.BYTES, bytes);
    }

    static Buffer ofInts(int... values) {
        byte[] bytes = new byte[values.length * Integer.BYTES];
        littleEndian(bytes).asIntBuffer().put(values);
        return new Buffer(Integer.BYTES, bytes);
    }

    /** The upper halves of floats, rounded to nearest and to even: what is written here is not what the kernels have. */
    static Buffer ofBfloat16s(float... values) {
        byte[] bytes = new byte[values.length * BFLOAT16_BYTES];
        ByteBuffer all = littleEndian(bytes);
        for (float value : values) {
            float lost = value - Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xffff0000);
            float half = Float.intBitsToFloat((Float.floatToRawIntBits(value) & 0xffff0000) + 0x8000)
                    - Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xffff0000);
            int upper = Float.floatToRawIntBits(value) >>> BFLOAT16_SHIFT;
            boolean up = Math.abs(lost) > Math.abs(half) || (lost == half && upper % 2 == 1);
            all.putShort((short) (up ? upper + 1 : upper));
        }
        return new Buffer(BFLOAT16_BYTES, bytes);
    }

    /** Elements whose bytes are all ones: no numbers, as floats. */
    static Buffer poisoned(int elements, int elementBytes) {
        byte[] bytes = new byte[elements * elementBytes];
        Arrays.fill(bytes, (byte) -1);
        return new Buffer(elementBytes, bytes);
    }

    static Buffer poisonedFloats(int elements) {
        return poisoned(elements, Float.BYTES);
    }

    byte[] bytes() {
        return bytes;
    }

    int byteOf(int element) {
        return element * elementBytes;
    }

    void become(byte[] after) {
        bytes = after;
    }

    /** Its elements, floats or bfloat16s. */
    float[] floats() {
        ByteBuffer all = littleEndian(bytes);
        float[] values = new float[bytes.length / elementBytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = elementBytes == Float.BYTES
                    ? all.getFloat(i * Float.BYTES)
                    : Float.intBitsToFloat(all.getShort(i * BFLOAT16_BYTES) << BFLOAT16_SHIFT);
        }
        return values;
    }

    /** The first element of a buffer of doubles. */
    double firstDouble() {
        return littleEndian(bytes).getDouble();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
