package io.bloomery.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountersTest {

    @Test
    void acceptsNumbersThatAddUp() {
        Counters counters = new Counters(5, new TreeMap<>(Map.of("kept", 3L, "dropped.short-text", 2L)));
        assertThat(counters.kept()).isEqualTo(3);
    }

    @Test
    void refusesNumbersThatDoNotAddUp() {
        assertThatThrownBy(() -> new Counters(5, new TreeMap<>(Map.of("kept", 3L, "dropped.x", 1L))))
                .hasMessage("the counters do not add up: 5 in, but 4 out (dropped.x=1, kept=3)");
    }
}
