package io.bloomery.model.layer;

import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.network.DecoderNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Cuts the flat vector into the two parameters that DL4J sees.
 *
 * <p>The names of the layout cannot be DL4J's: it splits its keys at the last underscore.
 */
final class DecoderParameterInitializer implements ParamInitializer {

    /** Matrices and embeddings. */
    static final String DECAYED = "decayed";

    /** Biases and LayerNorm. */
    static final String UNDECAYED = "undecayed";

    @Override
    public long numParams(NeuralNetConfiguration configuration) {
        return numParams(configuration.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return layout(layer).size();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return List.of(DECAYED, UNDECAYED);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(DECAYED);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of(UNDECAYED);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return DECAYED.equals(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return UNDECAYED.equals(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray parameters, boolean initialize) {
        DecoderLayerConfiguration layer = (DecoderLayerConfiguration) configuration.getLayer();
        if (initialize) {
            DecoderNetwork.initialize(layer.spec(), parameters, configuration.getSeed());
        }
        configuration.addVariable(DECAYED);
        configuration.addVariable(UNDECAYED);
        return blocks(layer, parameters);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray gradient) {
        return blocks(configuration.getLayer(), gradient);
    }

    private static Map<String, INDArray> blocks(Layer layer, INDArray flat) {
        ParameterLayout layout = layout(layer);
        INDArray vector = flat.reshape(flat.length());
        Map<String, INDArray> blocks = new LinkedHashMap<>(); // DL4J relies on the order
        blocks.put(DECAYED, vector.get(NDArrayIndex.interval(0, layout.decayedSize())));
        blocks.put(UNDECAYED, vector.get(NDArrayIndex.interval(layout.decayedSize(), layout.size())));
        return blocks;
    }

    private static ParameterLayout layout(Layer layer) {
        return ParameterLayout.of(((DecoderLayerConfiguration) layer).spec());
    }
}
