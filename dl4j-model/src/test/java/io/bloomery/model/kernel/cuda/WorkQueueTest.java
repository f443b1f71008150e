package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.kernel.Dropout;
import io.bloomery.model.kernel.cuda.Device.Function;
import io.bloomery.model.kernel.cuda.Device.Size;
import io.bloomery.model.kernel.cuda.Work.Launch;
import io.bloomery.model.kernel.cuda.Work.Zero;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

    private static final int STEP = 20; // pieces of a step's work

    private final List<String> seen = new ArrayList<>();
    private final List<Work> done = new ArrayList<>();
    private final WorkQueue queue = new WorkQueue(new NotingCard(), true);
    private boolean refuses;

    /** Writes down what it is given. */
    private final class NotingCard implements WorkQueue.Card {

        @Override
        public void run(Work work) {
            seen.add("run");
            done.add(work);
        }

        @Override
        public WorkQueue.Graph graph(List<Work> work) {
            seen.add("make");
            if (refuses) {
                throw new BloomeryException(ErrorCode.UNAVAILABLE, "no graphs here", "Do without.");
            }
            return new WorkQueue.Graph() {
                @Override
                public void launch(List<Work> now) {
                    seen.add("launch");
                    done.addAll(now);
                }

                @Override
                public void close() {
                    seen.add("close");
                }
            };
        }
    }

    @Test
    void waitsUntilItIsAskedAndKeepsTheOrder() {
        List<Work> work = step(1, 0.5f);
        work.forEach(queue::add);
        assertThat(done).isEmpty();
        queue.submit();
        assertThat(done).isEqualTo(work);
        queue.submit();
        assertThat(done).hasSize(STEP);
    }

    @Test
    void makesAGraphOfWorkThatComesASecondTimeWithOtherNumbers() {
        submit(step(1, 0.5f));
        assertThat(seen).containsOnly("run").hasSize(STEP);
        seen.clear();
        List<Work> third = step(1, 0.125f);
        submit(step(1, 0.25f));
        submit(third);
        assertThat(seen).containsExactly("make", "launch", "launch");
        assertThat(done.subList(2 * STEP, 3 * STEP)).isEqualTo(third);
    }

    @Test
    void knowsWorkThatIsNotTheSame() {
        submit(step(1, 1));
        submit(step(2, 1)); // another address
        submit(step(1, 1).subList(0, STEP - 1));
        assertThat(seen).containsOnly("run");
    }

    @Test
    void whatIsDroppedIsANumberThatChanges() {
        Dropout first = new Dropout(0.1, 5, 1, 2);
        Dropout second = new Dropout(0.1, 5, 2, 2);
        assertThat(launch(first).shape()).isEqualTo(launch(second).shape());
        assertThat(launch(first)).isNotEqualTo(launch(second));
        assertThat(launch(3).shape()).isNotEqualTo(launch(4).shape());
    }

    @Test
    void launchesFewPiecesOneByOne() {
        Stream.of(1, 2, 3).forEach(time -> submit(step(1, 1).subList(0, 3)));
        assertThat(seen).containsOnly("run").hasSize(9);
    }

    @Test
    void goesOnWithoutGraphsWhereTheCardMakesNone() {
        refuses = true;
        Stream.of(1, 2, 3).forEach(time -> submit(step(1, 1)));
        assertThat(seen).containsOnlyOnce("make").doesNotContain("launch");
        assertThat(done).hasSize(3 * STEP);
    }

    @Test
    void forgetsTheGraphThatWasNotUsedForTheLongestTime() {
        for (int address : new int[] {1, 1, 2, 2, 1}) {
            submit(step(address, 1));
        }
        seen.clear();
        IntStream.range(10, 17).forEach(address -> submit(step(address, 1)));
        assertThat(seen).containsOnlyOnce("close");
        seen.clear();
        submit(step(1, 1));
        assertThat(seen).containsExactly("launch");
    }

    @Test
    void saysWhenTooMuchWaits() {
        IntStream.range(0, 10_000).forEach(address -> queue.add(new Zero(address, 4)));
        assertThat(queue.isFull()).isFalse();
        IntStream.range(10_000, 20_000).forEach(address -> queue.add(new Zero(address, 4)));
        assertThat(queue.isFull()).isTrue();
        queue.submit();
        assertThat(queue.isFull()).isFalse();
    }

    @Test
    void closesItsGraphsAndForgetsWhatWaits() {
        submit(step(1, 1));
        submit(step(1, 1));
        seen.clear();
        done.clear();
        step(1, 1).forEach(queue::add);
        queue.close();
        queue.submit();
        assertThat(seen).containsExactly("close");
        assertThat(done).isEmpty();
    }

    private void submit(List<Work> work) {
        work.forEach(queue::add);
        queue.submit();
    }

    private static List<Work> step(long address, float factor) {
        return IntStream.range(0, STEP)
                .mapToObj(i -> i % 2 == 0 ? new Zero(address, 4) : launch(address, factor))
                .toList();
    }

    private static Work launch(Object... arguments) {
        return new Launch(Function.of("some.cu", "some"), Size.of(1), Size.of(32), List.of(arguments));
    }
}
