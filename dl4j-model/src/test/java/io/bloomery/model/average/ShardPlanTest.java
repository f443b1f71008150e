package io.bloomery.model.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShardPlanTest {

    @Test
    void coversTheVectorOnce() {
        for (long parameters : new long[] {1, 511, 512, 513, 5000}) {
            ShardPlan plan = new ShardPlan(parameters, 512);
            long covered = 0;
            for (int shard = 0; shard < plan.shards(); shard++) {
                assertThat(plan.first(shard)).isEqualTo(covered);
                assertThat(plan.length(shard)).isPositive();
                covered += plan.length(shard);
            }
            assertThat(covered).isEqualTo(parameters);
        }
        assertThat(new ShardPlan(513, 512).bytes(DeltaPrecision.INT8.codec())).isEqualTo(513 + 3 * 4);
    }

    @Test
    void refusesACutThatWouldChangeResults() {
        assertThatThrownBy(() -> new ShardPlan(100, 300))
                .hasMessage("shard length must be a positive multiple of 256 but is 300");
        assertThatThrownBy(() -> new ShardPlan(0, 256)).hasMessage("parameters must be positive but is 0");
    }
}
