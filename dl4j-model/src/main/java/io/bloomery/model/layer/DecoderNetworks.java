package io.bloomery.model.layer;

import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.network.Engine;
import io.bloomery.model.network.Regularization;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.ModelSpec;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Makes DL4J networks that are a decoder, and says which one a DL4J network is. */
public final class DecoderNetworks {

    private DecoderNetworks() {}

    /**
     * A network of one layer, the whole decoder.
     *
     * <p>DL4J's workspaces are off: the network keeps its activations itself, from one batch to the next.
     */
    public static MultiLayerConfiguration configuration(
            ModelSpec spec, OptimizerConfig optimizer, Regularization regularization, long seed, Engine engine) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list(new DecoderLayerConfiguration(spec, optimizer, regularization, engine))
                .build();
    }

    /** A network without regularization, of one thread and float32. */
    public static MultiLayerNetwork create(ModelSpec spec, OptimizerConfig optimizer, long seed, String kernel) {
        return create(spec, optimizer, seed, Engine.of(kernel));
    }

    /** A network without regularization. */
    public static MultiLayerNetwork create(ModelSpec spec, OptimizerConfig optimizer, long seed, Engine engine) {
        return create(spec, optimizer, Regularization.NONE, seed, engine);
    }

    /**
     * A network with initial weights.
     *
     * @param seed the same gives the same weights, and drops the same where there is dropout
     */
    public static MultiLayerNetwork create(
            ModelSpec spec, OptimizerConfig optimizer, Regularization regularization, long seed, Engine engine) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec, optimizer, regularization, seed, engine));
        network.init();
        return network;
    }

    /** The family and sizes of the decoder that this network is. */
    public static ModelSpec specOf(MultiLayerNetwork network) {
        return layerOf(network).layerConf().spec();
    }

    /** The arithmetic of this network; it takes {@code network.params()} as its parameters. */
    public static DecoderNetwork networkOf(MultiLayerNetwork network) {
        return layerOf(network).network();
    }

    /** Norm of the gradient of the last step of this network, before it was clipped; NaN where there was none yet. */
    public static double gradientNorm(MultiLayerNetwork network) {
        return layerOf(network).gradientNorm();
    }

    /**
     * Lets parameters, gradient and the optimizer's state of a network stay where its kernel works, from one step to the next:
     * until it is closed, nobody else reads or writes them. Means nothing to networks that are no decoder.
     */
    public static Away away(MultiLayerNetwork network) {
        return network.getnLayers() == 1 && network.getLayer(0) instanceof DecoderLayer layer
                ? layer.away()
                : Away.NOWHERE;
    }

    /**
     * Lets a decoder that computes with the kernel {@code cuda} do so on this card, and leaves every other network as it is.
     *
     * @param number as the driver counts the cards that this process sees
     */
    public static void place(MultiLayerConfiguration configuration, int number) {
        if (configuration.getConfs().size() == 1
                && configuration.getConf(0).getLayer() instanceof DecoderLayerConfiguration decoder) {
            decoder.place(number);
        }
    }

    /** Frees a network and what its layers hold, which DL4J's own close leaves out: memory, threads and cards of a decoder. */
    public static void close(MultiLayerNetwork network) {
        for (Layer layer : network.getLayers()) {
            layer.close();
        }
        network.close();
    }

    private static DecoderLayer layerOf(MultiLayerNetwork network) {
        if (network.getnLayers() == 1 && network.getLayer(0) instanceof DecoderLayer layer) {
            return layer;
        }
        throw new IllegalArgumentException("the network has " + network.getnLayers()
                + " layers of DL4J and is not the single decoder layer that is wanted");
    }
}
