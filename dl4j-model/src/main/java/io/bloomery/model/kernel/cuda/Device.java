package io.bloomery.model.kernel.cuda;

import io.bloomery.model.kernel.KernelOptions.Precision;
import java.nio.ByteBuffer;

/**
 * One card's memory and processors, as far as a kernel needs them.
 *
 * <p>What is queued is done in its order; {@link #read} and {@link #await} wait for all of it. Addresses are the device's own. Serves one thread
 * at a time, which may change.
 */
public interface Device extends AutoCloseable {

    /** What to call it where a person reads. */
    String name();

    /** Memory that begins at a multiple of 256 bytes; fails with what to do where there is not so much. */
    long allocate(long bytes);

    /** Gives back what {@link #allocate} gave. */
    void free(long address);

    /** Copies all remaining bytes of a direct buffer to the device; the buffer may be changed when this returns. */
    void write(long to, ByteBuffer from);

    /**
     * As {@link #write}, but perhaps before what was queued earlier: to memory that nothing queued reads or writes.
     */
    void writeAhead(long to, ByteBuffer from);

    /** Fills the remaining part of a direct buffer from the device. */
    void read(long from, ByteBuffer to);

    /**
     * Locks the memory behind a direct buffer, so that the card copies it at the bus's full speed and by itself, until
     * {@link #unpin}. Where the system refuses, copies go on as they did.
     */
    void pin(ByteBuffer host);

    /** Before the memory behind a buffer that was pinned is given back. */
    void unpin(ByteBuffer host);

    /** Queues a copy of all remaining bytes to the device; the buffer must stay as it is until {@link #await} returns. */
    void queueWrite(long to, ByteBuffer from);

    /** Queues the filling of the remaining part; it is done when {@link #await} returns. */
    void queueRead(long from, ByteBuffer to);

    /** Lets the device begin what was queued, which may wait for more until then; every copy and every wait does, too. */
    void submit();

    /** Waits until all that was queued is done. */
    void await();

    /** Overwrites bytes, as many as whole floats have, by zeros. */
    void zero(long address, long bytes);

    /**
     * Runs a function in as many threads as the grid has blocks times those of a block.
     *
     * @param arguments as {@link Arguments} knows them, in the order of the function's parameters
     */
    void launch(Function function, Size grid, Size block, Object... arguments);

    /** A matrix product. */
    void multiply(Product product);

    @Override
    void close();

    /**
     * A function of one of the sources.
     *
     * @param source name of a file beside this class
     * @param headWidth what HEAD_WIDTH is defined as; 0 where the source does not ask for it
     */
    record Function(String source, String name, int headWidth) {
        static Function of(String source, String name) {
            return new Function(source, name, 0);
        }
    }

    /** What a grid or a block measures. */
    record Size(int x, int y, int z) {
        static Size of(int x) {
            return new Size(x, 1, 1);
        }
    }

    /**
     * A stored row-major matrix.
     *
     * @param columns of a stored row
     * @param transposed whether the product takes its transpose
     */
    record Factor(long address, int columns, boolean transposed) {
        Factor transpose() {
            return new Factor(address, columns, !transposed);
        }
    }

    /**
     * c [rows, columns] from a [rows, inner] and b [inner, columns], or added to c.
     *
     * @param precision BFLOAT16 where both factors are bfloat16; otherwise they are float32, as c and the sums always are, and
     *     may be rounded on their way where it is TF32
     */
    record Product(
            int rows, int inner, int columns, Factor a, Factor b, Precision precision, long c, boolean accumulate)
            implements Work {}
}
