package io.bloomery.model.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The main memory behind an ND4J array of a CPU backend. */
final class OffHeap {

    private OffHeap() {}

    /** Where the elements begin; views begin at their own first element. The array must outlive the pointer's use. */
    static FloatPointer pointer(INDArray array) {
        if (array.dataType() != DataType.FLOAT || (array.ordering() != 'c' && array.rank() > 1)) {
            throw new IllegalArgumentException("an array must be float and row-major but is " + array.dataType()
                    + " in order " + array.ordering());
        }
        return new FloatPointer(array.data().addressPointer());
    }

    /** The elements, row after row. The array must outlive the buffer's use. */
    static FloatBuffer buffer(INDArray array) {
        return pointer(array).capacity(array.length()).asBuffer();
    }
}
