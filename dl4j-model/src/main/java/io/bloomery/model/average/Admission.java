package io.bloomery.model.average;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose weights count in a mean, and how much.
 *
 * @param shares by worker, in proportion to tokens; they sum to 1, or there are none
 * @param refused those that are left out, each with why
 */
public record Admission(SortedMap<Integer, Double> shares, List<Refusal> refused) {

    /** A worker that is left out, and what it did. */
    public record Refusal(int worker, String reason) {}

    public Admission {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
        refused = List.copyOf(refused);
    }

    /**
     * Judges all workers of a stretch: one is refused whose weights are no numbers, or went further than a multiple of the
     * median of the others. One without tokens is neither refused nor counted.
     *
     * @param maxDeltaRatio largest allowed multiple, above 1
     */
    public static Admission of(List<WorkerReport> reports, double maxDeltaRatio) {
        SortedMap<Integer, Double> tokens = new TreeMap<>();
        List<Refusal> refused = new ArrayList<>();
        for (WorkerReport report : reports) {
            double limit = maxDeltaRatio * medianOfOthers(reports, report.worker());
            if (!Double.isFinite(report.deltaNorm()) || !Double.isFinite(report.loss())) {
                refused.add(new Refusal(report.worker(), "its weights or its loss are no finite numbers"));
            } else if (limit > 0 && report.deltaNorm() > limit) {
                refused.add(new Refusal(
                        report.worker(),
                        String.format(
                                Locale.ROOT,
                                "its weights went %.3g far, more than %.3g times the median of the others",
                                report.deltaNorm(),
                                maxDeltaRatio)));
            } else if (report.tokens() > 0) {
                tokens.put(report.worker(), (double) report.tokens());
            }
        }
        double all = tokens.values().stream().mapToDouble(Double::doubleValue).sum();
        tokens.replaceAll((worker, own) -> own / all);
        return new Admission(tokens, refused);
    }

    /** Whether at least this fraction of the workers counts. */
    public boolean isQuorum(int workers, double fraction) {
        return shares.size() >= fraction * workers;
    }

    /** 0 if there are no others that moved. */
    private static double medianOfOthers(List<WorkerReport> reports, int worker) {
        double[] norms = reports.stream()
                .filter(other -> other.worker() != worker && other.tokens() > 0 && Double.isFinite(other.deltaNorm()))
                .mapToDouble(WorkerReport::deltaNorm)
                .sorted()
                .toArray();
        return norms.length == 0 ? 0 : (norms[(norms.length - 1) / 2] + norms[norms.length / 2]) / 2;
    }
}
