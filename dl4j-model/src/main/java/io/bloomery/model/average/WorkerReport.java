package io.bloomery.model.average;

import java.io.Serializable;

/**
 * What a worker says of its stretch before its weights are asked for.
 *
 * @param worker its number, from 0
 * @param steps optimizer steps it took
 * @param tokens targets it learned from; its weight in the mean
 * @param deltaNorm length of the way its weights went; not finite if a weight is not
 * @param loss mean over its steps, in nats
 * @param gradientNorm mean over its steps, before clipping
 * @param fetchSeconds getting the global weights
 * @param computeSeconds taking the steps
 * @param fetchedBytes that its process had to get for it
 */
public record WorkerReport(
        int worker,
        int steps,
        long tokens,
        double deltaNorm,
        double loss,
        double gradientNorm,
        double fetchSeconds,
        double computeSeconds,
        long fetchedBytes)
        implements Serializable {}
