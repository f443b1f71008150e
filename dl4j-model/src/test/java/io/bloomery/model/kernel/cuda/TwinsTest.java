package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.model.kernel.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class TwinsTest {

    private static final int LARGE = (1 << 18) + 5;

    @TempDir
    static Path folder;

    private static Path program;
    private EmulatedDevice device;
    private Twins twins;
    private Tensor host;

    @BeforeAll
    static void compile() {
        program = EmulatedDevice.compile(folder, 8);
    }

    @BeforeEach
    void start() {
        device = EmulatedDevice.start(program);
        twins = new Twins(device);
        host = Tensor.of(Nd4j.linspace(0, LARGE - 1, LARGE).castTo(DataType.FLOAT));
    }

    @AfterEach
    void end() {
        twins.close();
        assertThat(device.pinned()).isZero();
        assertThat(device.allocations()).isZero();
        device.close();
    }

    @Test
    void bringsBackWhatChangedWhileItStayed() {
        twins.stay();
        twins.arrive(host);
        device.zero(twins.of(host).address(), 3 * Float.BYTES);
        twins.leave(host);
        assertThat(host.array().getFloat(2)).as("before the end").isEqualTo(2);

        twins.end();

        assertThat(host.array().getFloat(2)).isZero();
        assertThat(host.array().getFloat(3)).isEqualTo(3);
        assertThat(host.array().getFloat(LARGE - 1)).isEqualTo(LARGE - 1);
    }

    @Test
    void copiesAtEveryUseOtherwise() {
        twins.arrive(host);
        host.array().putScalar(5, -1);
        twins.arrive(host);
        device.zero(twins.of(host).address(), Float.BYTES);
        twins.leave(host);

        assertThat(host.array().getFloat(5)).isEqualTo(-1);
        assertThat(host.array().getFloat(0)).isZero();
    }

    @Test
    void locksTheMemoryOfLargeVectorsWhileTheyHaveACopy() {
        twins.of(Tensor.of(Nd4j.ones(16)));
        assertThat(device.pinned()).isZero();
        twins.arrive(host);
        assertThat(device.pinned()).isEqualTo(1);
        twins.fetch(host);
        assertThat(device.pinned()).isZero();
    }

    @Test
    void staysOnlyOnce() {
        twins.stay();
        assertThatThrownBy(twins::stay).isInstanceOf(IllegalStateException.class);
        twins.end();
    }
}
