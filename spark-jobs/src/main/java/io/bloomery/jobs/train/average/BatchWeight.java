package io.bloomery.jobs.train.average;

import java.io.Serializable;
import org.nd4j.linalg.dataset.DataSet;

/** How much a batch counts in the mean of the replicas: examples, or tokens that are predicted. */
@FunctionalInterface
public interface BatchWeight extends Serializable {

    long of(DataSet batch);
}
