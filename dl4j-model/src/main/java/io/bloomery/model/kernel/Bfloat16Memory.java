package io.bloomery.model.kernel;

import org.bytedeco.javacpp.BytePointer;

/** Main memory for bfloat16 numbers that grows when it must and begins at a cache line. */
final class Bfloat16Memory {

    /** Of one number. */
    static final int BYTES = 2;

    private static final int LINE = 64;

    private BytePointer memory = new BytePointer(LINE);

    /** The address of room for so many numbers; what was there may be lost. */
    long atLeast(long numbers) {
        if (memory.capacity() < numbers * BYTES + LINE) {
            memory.close();
            memory = new BytePointer(numbers * BYTES + LINE);
        }
        return (memory.address() + LINE - 1) / LINE * LINE;
    }
}
