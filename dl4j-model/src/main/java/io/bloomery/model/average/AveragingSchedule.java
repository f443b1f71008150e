package io.bloomery.model.average;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * After which steps the replicas meet: after every one at first (post-local SGD, Lin et al. 2020), then more rarely.
 *
 * <p>A function of the step alone, so that a resumed training meets when an undisturbed one does.
 *
 * @param everyStepFor steps of a worker after each of which the replicas meet
 * @param doubleEvery steps after which the interval doubles, from 2 on until it is {@code interval}; 0 if it is that at once
 * @param interval most steps between two meetings
 */
public record AveragingSchedule(long everyStepFor, long doubleEvery, int interval) implements Serializable {

    private static final int MOST_DOUBLINGS = 30;

    public AveragingSchedule {
        if (everyStepFor < 0 || doubleEvery < 0) {
            throw new IllegalArgumentException(
                    "steps must not be negative but are " + everyStepFor + ", " + doubleEvery);
        }
        if (interval < 1) {
            throw new IllegalArgumentException("interval must be positive but is " + interval);
        }
    }

    /** Always the same interval. */
    public static AveragingSchedule every(int interval) {
        return new AveragingSchedule(0, 0, interval);
    }

    /** Steps from this one, counted from 0, to the next meeting. */
    public int stepsFrom(long step) {
        if (step < everyStepFor) {
            return 1;
        }
        if (doubleEvery == 0) {
            return interval;
        }
        long doublings = Math.min(MOST_DOUBLINGS, 1 + (step - everyStepFor) / doubleEvery);
        return (int) Math.min(interval, 1L << doublings);
    }

    /** Cuts steps that belong together into stretches that each end in a meeting, the last with the steps themselves. */
    public List<Integer> stretches(long firstStep, int steps) {
        List<Integer> stretches = new ArrayList<>();
        for (int done = 0; done < steps; done += stretches.get(stretches.size() - 1)) {
            stretches.add(Math.min(stepsFrom(firstStep + done), steps - done));
        }
        return stretches;
    }
}
