package io.bloomery.data.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FunnelTest {

    @Test
    void sumsTheOutcomesByKind() {
        Funnel funnel =
                funnel(10, Map.of("kept", 4L, "dropped.a", 1L, "dropped.b", 3L, "dropped.c", 1L, "quarantined.d", 1L));
        assertThat(funnel.kept()).isEqualTo(4);
        assertThat(funnel.dropped()).isEqualTo(5);
        assertThat(funnel.quarantined()).isEqualTo(1);
        assertThat(funnel.droppedByRule()).containsExactly(new Share("b", 3), new Share("a", 1), new Share("c", 1));
        assertThat(funnel.quarantinedByReason()).containsExactly(new Share("d", 1));
    }

    @Test
    void refusesNumbersThatDoNotAddUp() {
        assertThatThrownBy(() -> funnel(10, Map.of("kept", 9L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clean does not add up: 10 went in but 9 came out, as {kept=9}");
    }

    @Test
    void refusesOutcomesItWouldNotShow() {
        assertThatThrownBy(() -> funnel(1, Map.of("lost", 1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lost");
    }

    @Test
    void refusesNegativeCounts() {
        assertThatThrownBy(() -> funnel(1, Map.of("kept", 2L, "dropped.a", -1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dropped.a is -1");
    }

    @Test
    void isEmptyWhenNothingCameIn() {
        Funnel funnel = funnel(0, Map.of());
        assertThat(funnel.kept() + funnel.dropped() + funnel.quarantined()).isZero();
    }

    private static Funnel funnel(long in, Map<String, Long> out) {
        return new Funnel("clean", in, new TreeMap<>(out));
    }
}
