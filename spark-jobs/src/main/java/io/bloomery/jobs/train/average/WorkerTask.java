package io.bloomery.jobs.train.average;

import java.io.Serializable;
import java.util.Iterator;
import java.util.function.IntFunction;

/**
 * What a worker does in a job.
 *
 * @param <T> what it is given
 * @param <R> what it makes of it
 */
@FunctionalInterface
interface WorkerTask<T, R> extends Serializable {

    Iterator<R> run(int worker, Iterator<T> given, IntFunction<byte[]> weights);
}
