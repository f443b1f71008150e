package io.bloomery.jobs.train.average;

import io.bloomery.model.average.WorkerReport;

/**
 * What a replica did in a stretch.
 *
 * @param version of the weights that it started from
 * @param steps taken; negative while they are under way
 */
record StretchResult(long version, int steps, long tokens, double deltaNorm, double loss, double gradientNorm) {

    static StretchResult begun(long version) {
        return new StretchResult(version, -1, 0, Double.NaN, Double.NaN, Double.NaN);
    }

    boolean isUnderWay() {
        return steps < 0;
    }

    WorkerReport report(int worker, double fetchSeconds, double computeSeconds, long fetchedBytes) {
        return new WorkerReport(
                worker, steps, tokens, deltaNorm, loss, gradientNorm, fetchSeconds, computeSeconds, fetchedBytes);
    }
}
