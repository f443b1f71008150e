package io.bloomery.jobs.train.average;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.average.ShardPlan;
import java.io.Serializable;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * What every process of a training has to know.
 *
 * @param run tells the replicas of one training from those of another in the same process
 * @param workers replicas
 * @param averaging how they are averaged
 * @param shards how their weights are cut
 * @param network what a replica is
 * @param keepsInnerState whether the optimizer of a replica goes on from round to round, or begins anew in each
 * @param weight how much a batch counts
 * @param gradient how long the gradient of a step was
 * @param listeners that each replica gets a copy of
 */
record CohortConfig(
        String run,
        int workers,
        AveragingConfig averaging,
        ShardPlan shards,
        MultiLayerConfiguration network,
        boolean keepsInnerState,
        BatchWeight weight,
        GradientMeter gradient,
        List<TrainingListener> listeners)
        implements Serializable {

    CohortConfig {
        requireNonNull(run, "run");
        requireNonNull(averaging, "averaging");
        requireNonNull(shards, "shards");
        requireNonNull(network, "network");
        requireNonNull(weight, "weight");
        requireNonNull(gradient, "gradient");
        listeners = List.copyOf(listeners);
    }
}
