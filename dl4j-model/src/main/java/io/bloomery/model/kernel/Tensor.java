package io.bloomery.model.kernel;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A dense row-major float vector or matrix: of ND4J with, on a CPU backend, the main memory behind it, or elsewhere, in the memory
 * of a device that ND4J does not know, where the elements may be bfloat16.
 *
 * <p>Made once and used in every step: looking up the memory costs as much as a small product. Shares the array's memory,
 * which must outlive it.
 */
public final class Tensor {

    private final Optional<INDArray> array;
    private final int rows;
    private final int columns;
    private final long address;
    private final Optional<ByteBuffer> bytes;
    private final int elementBytes;

    private Tensor(INDArray array) {
        this.array = Optional.of(array);
        boolean matrix = array.rank() == 2;
        rows = matrix ? Math.toIntExact(array.size(0)) : 1;
        columns = Math.toIntExact(matrix ? array.size(1) : array.length());
        address = Nd4j.getBackend().getEnvironment().isCPU()
                ? array.data().addressPointer().address()
                : 0;
        bytes = memory(address, length() * Float.BYTES);
        elementBytes = Float.BYTES;
    }

    private Tensor(long address, int rows, int columns, int elementBytes) {
        array = Optional.empty();
        this.rows = rows;
        this.columns = columns;
        this.address = address;
        this.elementBytes = elementBytes;
        bytes = Optional.empty();
    }

    /** A vector or a matrix, or a dense view of one. */
    public static Tensor of(INDArray array) {
        requireNonNull(array, "array");
        if (array.dataType() != DataType.FLOAT || (array.ordering() != 'c' && array.rank() > 1)) {
            throw new IllegalArgumentException("an array must be float and row-major but is " + array.dataType()
                    + " in order " + array.ordering());
        }
        return new Tensor(array);
    }

    /** A matrix, or a vector of one row, in the memory of a device. */
    public static Tensor elsewhere(long address, int rows, int columns) {
        return new Tensor(address, rows, columns, Float.BYTES);
    }

    /** As {@link #elsewhere}, of elements in bfloat16. */
    public static Tensor bfloat16Elsewhere(long address, int rows, int columns) {
        return new Tensor(address, rows, columns, Short.BYTES);
    }

    /** The array, for whoever knows ND4J; there is none elsewhere. */
    public INDArray array() {
        return array.orElseThrow(() -> new IllegalStateException("a tensor of a device is no array of ND4J"));
    }

    /** Number of rows; 1 for a vector. */
    public int rows() {
        return rows;
    }

    /** Number of elements in a row. */
    public int columns() {
        return columns;
    }

    /** Number of elements. */
    public long length() {
        return (long) rows * columns;
    }

    /**
     * Some consecutive rows, sharing the memory.
     *
     * <p>Goes through the flat vector: ND4J M2.1 gives an empty array for an interval of rows of a matrix that is itself a
     * view with an offset.
     */
    public Tensor rows(int first, int count) {
        if (first == 0 && count == rows) {
            return this;
        }
        if (array.isEmpty()) {
            return new Tensor(address + (long) first * columns * elementBytes, count, columns, elementBytes);
        }
        return new Tensor(flat((long) first * columns, (long) count * columns).reshape('c', count, columns));
    }

    /** Some consecutive elements as a vector, sharing the memory. */
    public Tensor elements(long first, long count) {
        return array.isEmpty()
                ? new Tensor(address + first * elementBytes, 1, Math.toIntExact(count), elementBytes)
                : new Tensor(flat(first, count));
    }

    /** Some consecutive elements as a matrix, sharing the memory. */
    public Tensor matrix(long first, int matrixRows, int matrixColumns) {
        return array.isEmpty()
                ? new Tensor(address + first * elementBytes, matrixRows, matrixColumns, elementBytes)
                : new Tensor(flat(first, (long) matrixRows * matrixColumns).reshape('c', matrixRows, matrixColumns));
    }

    /** Whether the elements are bfloat16 rather than float32, which they are on a device only. */
    public boolean isBfloat16() {
        return elementBytes == Short.BYTES;
    }

    /** Where the elements lie, in main memory or in that of the device. */
    public long address() {
        return address;
    }

    /** Where a row begins. */
    long address(long row) {
        return address + row * columns * Float.BYTES;
    }

    /** The elements in main memory, in native order; at most 2 GiB. */
    public ByteBuffer bytes() {
        return bytes.orElseThrow(() -> new IllegalStateException(
                "loops work on at most 2 GiB of main memory at a time but a tensor has " + length() + " elements"));
    }

    private INDArray flat(long first, long count) {
        INDArray all = array();
        return all.reshape(all.length()).get(NDArrayIndex.interval(first, first + count));
    }

    private static Optional<ByteBuffer> memory(long address, long size) {
        if (address == 0 || size > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.of(new BytePointer(new Place(address))
                .capacity(size)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder()));
    }

    private static final class Place extends Pointer {
        Place(long where) {
            address = where;
        }
    }
}
