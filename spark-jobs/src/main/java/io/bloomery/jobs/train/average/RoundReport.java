package io.bloomery.jobs.train.average;

import io.bloomery.model.average.Admission.Refusal;
import io.bloomery.model.average.WorkerReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a meeting of the replicas came to, or several in a row.
 *
 * @param workers what each said, by number
 * @param standIns workers whose replica began anew, with nothing learned, in the place of a lost one
 * @param refused those whose weights were left out
 * @param reduceSeconds making and placing the new weights
 * @param seconds all of it took
 * @param bytesUp that workers sent
 * @param bytesDown that processes with replicas had to get
 * @param meetings how many there were
 * @param missedQuorums how many of them left the weights as they were, because too few workers counted
 */
public record RoundReport(
        List<WorkerReport> workers,
        Set<Integer> standIns,
        List<Refusal> refused,
        double reduceSeconds,
        double seconds,
        long bytesUp,
        long bytesDown,
        int meetings,
        int missedQuorums) {

    /** Below it nobody has to look for what is slow: workers on busy machines differ by as much. */
    private static final double TELLING_SKEW = 1.25;

    private static final double PERCENT = 100;

    public RoundReport {
        workers = workers.stream()
                .sorted(Comparator.comparingInt(WorkerReport::worker))
                .toList();
        standIns = Set.copyOf(standIns);
        refused = List.copyOf(refused);
    }

    /** Both, one after the other. */
    RoundReport and(RoundReport next) {
        List<WorkerReport> allWorkers = new ArrayList<>(workers);
        allWorkers.addAll(next.workers);
        List<Refusal> allRefused = new ArrayList<>(refused);
        allRefused.addAll(next.refused);
        Set<Integer> allStandIns = new HashSet<>(standIns);
        allStandIns.addAll(next.standIns);
        return new RoundReport(
                allWorkers,
                allStandIns,
                allRefused,
                reduceSeconds + next.reduceSeconds,
                seconds + next.seconds,
                bytesUp + next.bytesUp,
                bytesDown + next.bytesDown,
                meetings + next.meetings,
                missedQuorums + next.missedQuorums);
    }

    /** Mean over the steps of all workers that were not refused; NaN if there is none. */
    public double loss() {
        return mean(WorkerReport::loss);
    }

    /** As {@link #loss}. */
    public double gradientNorm() {
        return mean(WorkerReport::gradientNorm);
    }

    public long tokens() {
        return workers.stream().mapToLong(WorkerReport::tokens).sum();
    }

    /** Seconds that workers took their steps, the longest of each meeting. */
    public double computeSeconds() {
        return longest(WorkerReport::computeSeconds);
    }

    /** Seconds that workers waited for weights, the longest of each meeting. */
    public double broadcastSeconds() {
        return longest(WorkerReport::fetchSeconds);
    }

    /** The longest time of a worker in its steps over the mean, at least 1. */
    public double skew() {
        double sum = workers.stream().mapToDouble(WorkerReport::computeSeconds).sum();
        return sum == 0 ? 1 : computeSeconds() * workers.size() / meetings / sum;
    }

    /** The fraction of all time of all workers in which they took steps, in [0, 1]. */
    public double goodput() {
        double sum = workers.stream().mapToDouble(WorkerReport::computeSeconds).sum();
        return seconds == 0 ? 0 : Math.min(1, sum * meetings / workers.size() / seconds);
    }

    /** In which part of the time something was computed, what the rest was, and who kept the others waiting. */
    public String summary() {
        String parts = String.format(
                Locale.ROOT,
                "goodput %.0f %% (compute %.2f, reduce %.2f, broadcast %.2f s)",
                PERCENT * goodput(),
                computeSeconds(),
                reduceSeconds,
                broadcastSeconds());
        return skew() < TELLING_SKEW || workers.size() <= meetings
                ? parts
                : parts + String.format(Locale.ROOT, "  worker %d takes %.1f x the mean", slowest(), skew());
    }

    /** The worker whose steps took longest in all; the first of several. */
    private int slowest() {
        SortedMap<Integer, Double> seconds = new TreeMap<>();
        workers.forEach(worker -> seconds.merge(worker.worker(), worker.computeSeconds(), Double::sum));
        double longest = Collections.max(seconds.values());
        return seconds.keySet().stream()
                .filter(worker -> seconds.get(worker) == longest)
                .findFirst()
                .orElseThrow();
    }

    /** What metrics say of it, by name. */
    public SortedMap<String, Double> numbers() {
        SortedMap<String, Double> numbers = new TreeMap<>();
        numbers.put("compute_seconds", computeSeconds());
        numbers.put("reduce_seconds", reduceSeconds);
        numbers.put("broadcast_seconds", broadcastSeconds());
        numbers.put("bytes_up", (double) bytesUp);
        numbers.put("bytes_down", (double) bytesDown);
        numbers.put("learned_tokens", (double) tokens());
        numbers.put("skew", skew());
        numbers.put("goodput", goodput());
        numbers.put("refused", (double) refused.size());
        return numbers;
    }

    private double longest(ToDoubleFunction<WorkerReport> value) {
        int perMeeting = Math.max(1, workers.size() / Math.max(1, meetings));
        double[] sums = new double[perMeeting];
        for (WorkerReport worker : workers) {
            sums[worker.worker() % perMeeting] += value.applyAsDouble(worker);
        }
        double longest = 0;
        for (double sum : sums) {
            longest = Math.max(longest, sum);
        }
        return longest;
    }

    private double mean(ToDoubleFunction<WorkerReport> value) {
        double sum = 0;
        long steps = 0;
        for (WorkerReport worker : workers) {
            boolean counts = Double.isFinite(worker.loss()) && worker.steps() > 0;
            sum += counts ? worker.steps() * value.applyAsDouble(worker) : 0;
            steps += counts ? worker.steps() : 0;
        }
        return sum / steps;
    }
}
