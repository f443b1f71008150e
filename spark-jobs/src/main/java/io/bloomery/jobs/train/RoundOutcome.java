package io.bloomery.jobs.train;

import io.bloomery.jobs.train.average.RoundReport;
import java.util.Optional;

/**
 * What a round came to.
 *
 * @param loss mean over workers and steps; NaN where weights have left the finite numbers
 * @param gradientNorm mean over workers and steps, before clipping
 * @param report of a master that measures itself
 */
record RoundOutcome(double loss, double gradientNorm, Optional<RoundReport> report) {}
