package io.bloomery.jobs.train.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TaskDeviceTest {

    @Test
    void isANumberOrNothing() {
        assertThat(new TaskDevice("3").address()).isEqualTo("3");
        assertThatCode(() -> new TaskDevice("").use()).doesNotThrowAnyException();
        assertThatThrownBy(() -> new TaskDevice("GPU-4f2a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("should give the numbers of devices");
    }
}
