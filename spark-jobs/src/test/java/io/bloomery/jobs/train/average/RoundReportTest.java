package io.bloomery.jobs.train.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.average.WorkerReport;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundReportTest {

    @Test
    void saysInOneLineWhereTheTimeWent() {
        assertThat(report(1, 1).summary()).isEqualTo("goodput 80 % (compute 1.00, reduce 0.20, broadcast 0.03 s)");
    }

    @Test
    void namesTheWorkerThatTheOthersWaitFor() {
        assertThat(report(0.5, 1, 0.3).summary()).endsWith("  worker 1 takes 1.7 x the mean");
    }

    @Test
    void namesItFromAQuarterOverTheMeanOn() {
        assertThat(report(0.75, 1.25).summary()).endsWith("  worker 1 takes 1.3 x the mean");
        assertThat(report(0.76, 1.24).summary()).doesNotContain("worker");
    }

    @Test
    void aWorkerAloneWaitsForNobody() {
        assertThat(report(1).and(report(0.2)).summary()).doesNotContain("worker");
    }

    @Test
    void severalMeetingsHaveTheSlowestOfAllOfThem() {
        RoundReport both = report(0.9, 0.1).and(report(0.7, 0.8));
        assertThat(both.summary()).endsWith("  worker 0 takes 1.3 x the mean");
        assertThat(both.skew()).isCloseTo(1.6 / 1.25, within(1e-12));
    }

    @Test
    void metricsHaveEveryNumberOfARound() {
        assertThat(report(1, 0.6).numbers())
                .containsOnlyKeys(
                        "compute_seconds",
                        "reduce_seconds",
                        "broadcast_seconds",
                        "bytes_up",
                        "bytes_down",
                        "learned_tokens",
                        "skew",
                        "goodput",
                        "refused")
                .containsEntry("compute_seconds", 1.0)
                .containsEntry("reduce_seconds", 0.2)
                .containsEntry("broadcast_seconds", 0.03)
                .containsEntry("bytes_up", 200.0)
                .containsEntry("bytes_down", 100.0)
                .containsEntry("learned_tokens", 64.0)
                .containsEntry("skew", 1.25)
                .containsEntry("refused", 0.0);
    }

    /** A meeting of 1.25 seconds of workers that compute for so long. */
    private static RoundReport report(double... computeSeconds) {
        List<WorkerReport> workers = IntStream.range(0, computeSeconds.length)
                .mapToObj(worker -> new WorkerReport(worker, 2, 32, 1, 5, 1, 0.03, computeSeconds[worker], 50))
                .toList();
        return new RoundReport(workers, Set.of(), List.of(), 0.2, 1.25, 100L * workers.size(), 100, 1, 0);
    }
}
