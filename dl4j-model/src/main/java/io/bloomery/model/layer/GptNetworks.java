package io.bloomery.model.layer;

import io.bloomery.model.network.GptNetwork;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Makes DL4J networks that are a GPT, and says which GPT a DL4J network is. */
public final class GptNetworks {

    private GptNetworks() {}

    /**
     * A network of one layer, the whole GPT.
     *
     * <p>DL4J's workspaces are off: the network keeps its activations itself, from one batch to the next.
     */
    public static MultiLayerConfiguration configuration(
            GptSpec spec, OptimizerConfig optimizer, long seed, String kernel) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list(new GptLayerConfiguration(spec, optimizer, kernel))
                .build();
    }

    /** A network with initial weights; the same seed gives the same weights. */
    public static MultiLayerNetwork create(GptSpec spec, OptimizerConfig optimizer, long seed, String kernel) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec, optimizer, seed, kernel));
        network.init();
        return network;
    }

    /** The sizes of the GPT that this network is. */
    public static GptSpec specOf(MultiLayerNetwork network) {
        return layerOf(network).layerConf().spec();
    }

    /** The arithmetic of this network; it takes {@code network.params()} as its parameters. */
    public static GptNetwork networkOf(MultiLayerNetwork network) {
        return layerOf(network).network();
    }

    private static GptLayer layerOf(MultiLayerNetwork network) {
        if (network.getnLayers() == 1 && network.getLayer(0) instanceof GptLayer layer) {
            return layer;
        }
        throw new IllegalArgumentException("the network has " + network.getnLayers()
                + " layers of DL4J and is not the single GPT layer that is wanted");
    }
}
