package io.bloomery.model.kernel.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** On the machine's first card; on one without, {@code .ci/run cuda} runs it on a stand-in for NVIDIA's libraries. */
class CardTrainingTest extends TrainingOnDevice {

    @Override
    Device open() {
        assumeTrue(CudaDeviceTest.hasDriver(), "no libcuda.so.1 on this machine");
        return new CudaDevice(0);
    }
}
