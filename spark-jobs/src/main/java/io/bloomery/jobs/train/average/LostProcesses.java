package io.bloomery.jobs.train.average;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Hears why executors ended by a {@link LostProcessError}: of a job that fails afterwards, Spark tells only that they are gone. */
final class LostProcesses extends SparkListener {

    private final AtomicReference<String> newest = new AtomicReference<>();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() instanceof ExceptionFailure failure
                && failure.className().equals(LostProcessError.class.getName())) {
            newest.set("executor " + end.taskInfo().executorId() + " on "
                    + end.taskInfo().host() + " ended: " + failure.description());
        }
    }

    /** Why the last one ended, once: none if no other ended since. */
    Optional<String> takeNewest() {
        return Optional.ofNullable(newest.getAndSet(null));
    }
}
