package io.bloomery.model.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FlatVectorTest {

    @Test
    void copiesPartsOfAViewAndNothingBeside() {
        INDArray whole = Nd4j.arange(10).castTo(DataType.FLOAT);
        FlatVector vector = new FlatVector(whole.get(NDArrayIndex.interval(2, 8)));
        assertThat(vector.length()).isEqualTo(6);
        assertThat(vector.read(1, 3)).containsExactly(3, 4, 5);
        assertThat(vector.view(1, 3)).isEqualTo(FloatBuffer.wrap(new float[] {3, 4, 5}));
        vector.write(4, new float[] {-6, -7});
        assertThat(whole.toFloatVector()).containsExactly(0, 1, 2, 3, 4, 5, -6, -7, 8, 9);
        vector.write(0, FloatBuffer.wrap(new float[] {-2, -3}));
        assertThat(whole.toFloatVector()).containsExactly(0, 1, -2, -3, 4, 5, -6, -7, 8, 9);
    }

    @Test
    void isOfFloatsOnly() {
        assertThatThrownBy(() -> new FlatVector(Nd4j.create(DataType.DOUBLE, 3)))
                .hasMessage("a flat vector must be of floats but is DOUBLE");
    }
}
