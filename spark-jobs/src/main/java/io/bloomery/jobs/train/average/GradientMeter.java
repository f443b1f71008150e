package io.bloomery.jobs.train.average;

import java.io.Serializable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** How long the gradient of a network's last step was; NaN where nobody knows. */
@FunctionalInterface
public interface GradientMeter extends Serializable {

    double norm(MultiLayerNetwork network);
}
