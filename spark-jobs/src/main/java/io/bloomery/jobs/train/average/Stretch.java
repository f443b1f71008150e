package io.bloomery.jobs.train.average;

import java.io.Serializable;
import java.util.Set;

/**
 * The steps of all workers between two meetings.
 *
 * @param generation counts how often the replicas were made anew
 * @param version of the global weights to start from, unique in the training
 * @param base optimizer steps after which the replicas of this generation were made
 * @param iteration optimizer steps before these
 * @param firstBatch of a worker's partition
 * @param steps of each worker at most
 * @param fresh workers that forget their optimizer's state first
 * @param innerStates where the states lie that a replica of a new generation begins with
 */
record Stretch(
        int generation,
        long version,
        int base,
        int iteration,
        int firstBatch,
        int steps,
        Set<Integer> fresh,
        InnerStates innerStates)
        implements Serializable {

    Stretch {
        fresh = Set.copyOf(fresh);
    }
}
