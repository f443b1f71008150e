package io.bloomery.jobs.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.StorageMetaData;

/**
 * The measurements of all steps of a round, as DL4J brings them to the driver together with the averaged weights.
 *
 * <p>They come with a worker's result, so the ones of a worker that was lost and repeated count once.
 */
final class RoundMeasurements implements StatsStorageRouter {

    private static final Comparator<StepMeasurement> ORDER = Comparator.comparingLong(StepMeasurement::step)
            .thenComparingDouble(StepMeasurement::loss)
            .thenComparingDouble(StepMeasurement::gradientNorm);

    private final List<StepMeasurement> steps = new ArrayList<>();

    void clear() {
        steps.clear();
    }

    /** Mean loss of all workers and steps; NaN where nothing was measured. */
    double loss() {
        return mean(StepMeasurement::loss);
    }

    /** Mean gradient norm of all workers and steps; NaN where nothing was measured. */
    double gradientNorm() {
        return mean(StepMeasurement::gradientNorm);
    }

    /** In an order that does not depend on which worker was done first, so that its bits do not either. */
    private double mean(ToDoubleFunction<StepMeasurement> value) {
        double sum = 0;
        for (StepMeasurement step : steps.stream().sorted(ORDER).toList()) {
            sum += value.applyAsDouble(step);
        }
        return sum / steps.size();
    }

    @Override
    public void putUpdate(Persistable update) {
        steps.add((StepMeasurement) update);
    }

    @Override
    public void putUpdate(Collection<? extends Persistable> updates) {
        updates.forEach(this::putUpdate);
    }

    @Override
    public void putStorageMetaData(StorageMetaData metaData) {
        // listeners of other kinds would describe themselves here
    }

    @Override
    public void putStorageMetaData(Collection<? extends StorageMetaData> metaData) {
        // as above
    }

    @Override
    public void putStaticInfo(Persistable info) {
        // as above
    }

    @Override
    public void putStaticInfo(Collection<? extends Persistable> info) {
        // as above
    }
}
