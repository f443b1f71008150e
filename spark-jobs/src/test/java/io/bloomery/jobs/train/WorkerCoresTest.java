package io.bloomery.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerCoresTest {

    @ParameterizedTest(name = "{3} workers in {0} processes of {1} cores, {2} a task, have {4} each")
    @CsvSource({
        "1, 2, 1, 2, 1",
        "1, 2, 1, 1, 2",
        "1, 8, 1, 2, 4",
        "1, 8, 1, 3, 2",
        "1, 2, 1, 5, 1",
        "4, 8, 1, 4, 8",
        "4, 8, 1, 6, 4",
        "4, 8, 8, 4, 8",
        "4, 8, 4, 4, 8",
        "4, 8, 4, 8, 4",
        "1, 2, 4, 1, 4"
    })
    void sharesTheCoresOfAProcessAmongItsWorkers(
            int processes, int cores, int coresPerTask, int workers, int expected) {
        assertThat(new WorkerCores(processes, cores, coresPerTask).share(workers))
                .isEqualTo(expected);
    }

    @Test
    void refusesAProcessWithoutCores() {
        assertThatThrownBy(() -> new WorkerCores(1, 0, 1)).hasMessageContaining("must be positive but are 1, 0 and 1");
    }
}
