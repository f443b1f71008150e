package io.bloomery.jobs.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSharesTest {

    @Test
    void givesTheHeaviestLoadATaskOfItsOwn() {
        List<TaskShares.Load> loads = List.of(load("a", 1), load("b", 10), load("c", 2), load("d", 3));
        assertThat(TaskShares.deal(loads, 2)).isEqualTo(Map.of("b", 0, "d", 1, "c", 1, "a", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noTaskHasMuchMoreThanItsShareWhateverTheOrder(long seed) {
        Random random = new Random(seed);
        List<TaskShares.Load> loads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            loads.add(load("host" + i, 1 + random.nextInt(20)));
        }
        Map<String, Integer> dealt = TaskShares.deal(loads, 7);
        Map<Integer, Double> weights = loads.stream()
                .collect(Collectors.groupingBy(
                        load -> dealt.get(load.name()), Collectors.summingDouble(TaskShares.Load::weight)));
        double fair = loads.stream().mapToDouble(TaskShares.Load::weight).sum() / 7;
        assertThat(weights.values()).hasSize(7).allMatch(weight -> weight < fair + 20);
        List<TaskShares.Load> shuffled = new ArrayList<>(loads);
        Collections.shuffle(shuffled, random);
        assertThat(TaskShares.deal(shuffled, 7)).isEqualTo(dealt);
    }

    @ParameterizedTest(name = "{0} tasks")
    @ValueSource(ints = {1, 2, 7, 200})
    void everyTaskHasAKeyOfItsOwn(int tasks) {
        assertThat(TaskShares.keys(tasks)).hasSize(tasks).doesNotHaveDuplicates();
    }

    private static TaskShares.Load load(String name, double weight) {
        return new TaskShares.Load(name, weight);
    }
}
