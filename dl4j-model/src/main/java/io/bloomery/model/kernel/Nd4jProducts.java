package io.bloomery.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products by ND4J's own operation: oneDNN, OpenBLAS or cuBLAS, whatever its backend has. */
final class Nd4jProducts {

    private Nd4jProducts() {}

    static void multiply(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, boolean accumulate) {
        Nd4j.exec(DynamicCustomOp.builder("matmul")
                .addInputs(a, b)
                .addOutputs(c)
                .addIntegerArguments(transposeA ? 1 : 0, transposeB ? 1 : 0, 0)
                .addFloatingPointArguments(1.0, accumulate ? 1.0 : 0.0)
                .build());
    }
}
