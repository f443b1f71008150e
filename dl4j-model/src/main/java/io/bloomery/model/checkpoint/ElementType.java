package io.bloomery.model.checkpoint;

import java.nio.ByteBuffer;

/** How a file stores the numbers of a tensor; in memory they are 32-bit floats, which hold all of these exactly. */
public enum ElementType {

    /** IEEE 754 binary32. */
    F32(Float.BYTES) {
        @Override
        float read(ByteBuffer bytes) {
            return bytes.getFloat();
        }

        @Override
        void write(float value, ByteBuffer bytes) {
            bytes.putFloat(value);
        }
    },

    /** The upper half of a binary32. */
    BF16(Short.BYTES) {
        @Override
        float read(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
        }

        @Override
        void write(float value, ByteBuffer bytes) {
            bytes.putShort(Halves.toBfloat16(value));
        }
    },

    /** IEEE 754 binary16. */
    F16(Short.BYTES) {
        @Override
        float read(ByteBuffer bytes) {
            return Halves.ofBinary16(bytes.getShort());
        }

        @Override
        void write(float value, ByteBuffer bytes) {
            bytes.putShort(Halves.toBinary16(value));
        }
    };

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }

    /** The next number. */
    abstract float read(ByteBuffer bytes);

    /** Adds a number, rounded to the nearest that the type has, to an even one of two. */
    abstract void write(float value, ByteBuffer bytes);
}
