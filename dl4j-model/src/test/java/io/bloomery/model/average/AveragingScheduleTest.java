package io.bloomery.model.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AveragingScheduleTest {

    @Test
    void meetsAfterEveryStepAtFirstAndMoreRarelyThen() {
        AveragingSchedule schedule = new AveragingSchedule(3, 0, 10);
        assertThat(schedule.stretches(0, 10)).containsExactly(1, 1, 1, 7);
        assertThat(schedule.stretches(10, 10)).containsExactly(10);
    }

    @Test
    void growsToItsIntervalAndNotBeyond() {
        AveragingSchedule schedule = new AveragingSchedule(1, 4, 7);
        assertThat(schedule.stretches(0, 20)).containsExactly(1, 2, 2, 4, 7, 4);
        assertThat(schedule.stepsFrom(Long.MAX_VALUE)).isEqualTo(7);
    }

    @Test
    void stretchesEndWithWhatTheyCut() {
        for (long first = 0; first < 50; first += 10) {
            assertThat(new AveragingSchedule(13, 5, 8)
                            .stretches(first, 10).stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                    .isEqualTo(10);
        }
    }

    @Test
    void refusesIntervalsThatNeverEnd() {
        assertThatThrownBy(() -> AveragingSchedule.every(0)).hasMessage("interval must be positive but is 0");
        assertThatThrownBy(() -> new AveragingSchedule(-1, 0, 1)).hasMessageContaining("must not be negative");
    }
}
