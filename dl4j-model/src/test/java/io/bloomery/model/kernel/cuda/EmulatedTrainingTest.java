package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.network.DecoderNetwork;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class EmulatedTrainingTest extends TrainingOnDevice {

    @TempDir
    static Path folder;

    private static Path program;
    private EmulatedDevice device;

    @BeforeAll
    static void compile() {
        program = EmulatedDevice.compile(folder, HEAD_WIDTH);
    }

    @Override
    Device open() {
        device = EmulatedDevice.start(program);
        return device;
    }

    @Test
    void givesBackAllItTook() {
        Kernel kernel = new CudaKernel(device, Precision.BFLOAT16);
        DecoderNetwork network = new DecoderNetwork(LLAMA, kernel);
        INDArray parameters = initial(network);
        network.logits(parameters, IDS);
        int allocations = device.allocations();
        network.logits(parameters, IDS);
        assertThat(device.allocations()).isEqualTo(allocations).isPositive();
        network.close();
        kernel.close();
        assertThat(device.allocations()).isZero();
    }
}
