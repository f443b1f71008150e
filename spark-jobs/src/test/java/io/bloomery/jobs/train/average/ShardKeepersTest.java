package io.bloomery.jobs.train.average;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShardKeepersTest {

    @Test
    void eachShardHasOneKeeperWhoseSharesDifferByOneAtMost() {
        ShardKeepers keepers = ShardKeepers.of(3, 8);
        assertThat(keepers.of(0)).containsExactly(0, 3, 6);
        assertThat(keepers.of(1)).containsExactly(1, 4, 7);
        assertThat(keepers.of(2)).containsExactly(2, 5);
    }

    @Test
    void aModelOfFewShardsHasFewKeepers() {
        assertThat(ShardKeepers.of(8, 1)).isEqualTo(new ShardKeepers(1, 1));
    }
}
