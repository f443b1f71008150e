package io.bloomery.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamTest {

    @ParameterizedTest
    @CsvSource({"1, 100, 16", "3, 100, 16", "3, 5, 16", "2, 64, 64", "4, 1, 1", "3, 0, 1"})
    void coversARangeOnceInPartsThatBeginAtMultiplesOfTheStep(int members, int size, int step) {
        int[] visits = new int[size];
        new Team(members).range(size, step, (member, from, to) -> {
            assertThat(from % step).isZero();
            for (int i = from; i < to; i++) {
                visits[i]++;
            }
        });
        assertThat(visits).containsOnly(size == 0 ? new int[0] : new int[] {1});
    }

    @Test
    void doesManyRoundsWithoutLosingOne() {
        Team team = new Team(3);
        long[] sums = new long[3];
        for (int round = 0; round < 20_000; round++) {
            team.run((part, member) -> sums[part]++);
        }
        assertThat(sums).containsOnly(20_000);
    }

    @Test
    void givesThePartsFailureToTheCallerAndWorksOn() {
        Team team = new Team(2);
        assertThatThrownBy(() -> team.run((part, member) -> {
                    if (part == 1) {
                        throw new IllegalArgumentException("broken");
                    }
                }))
                .hasMessage("a part of the work failed")
                .hasRootCauseMessage("broken");
        int[] done = new int[2];
        team.run((part, member) -> done[part]++);
        assertThat(done).containsOnly(1);
    }
}
