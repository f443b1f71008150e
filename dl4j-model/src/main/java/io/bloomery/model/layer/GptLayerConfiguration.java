package io.bloomery.model.layer;

import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What DL4J stores and ships about a GPT: its sizes, its kernel and how it is optimized.
 *
 * <p>Jackson, which DL4J uses for its zip files and for what it sends to workers, needs the plain fields and the empty
 * constructor.
 */
public final class GptLayerConfiguration extends BaseLayer {

    private static final long serialVersionUID = 1L;

    @JsonProperty
    private int vocabularySize;

    @JsonProperty
    private int contextLength;

    @JsonProperty
    private int layers;

    @JsonProperty
    private int heads;

    @JsonProperty
    private int width;

    @JsonProperty
    private String kernel;

    @JsonProperty
    private int accumulationSteps;

    /** For Jackson only. */
    GptLayerConfiguration() {}

    GptLayerConfiguration(GptSpec spec, OptimizerConfig optimizer, String kernel) {
        vocabularySize = spec.vocabularySize();
        contextLength = spec.contextLength();
        layers = spec.layers();
        heads = spec.heads();
        width = spec.width();
        this.kernel = kernel;
        accumulationSteps = optimizer.accumulationSteps();
        setLayerName("gpt");
        setIUpdater(new Adam.Builder()
                .learningRate(optimizer.learningRate())
                .learningRateSchedule(optimizer.schedule())
                .beta1(optimizer.beta1())
                .beta2(optimizer.beta2())
                .epsilon(optimizer.epsilon())
                .build());
        // Decoupled and multiplied with the learning rate: with Adam this is AdamW.
        // In lists that can grow: Kryo, which carries this to executors, fills a new list of the same class.
        setRegularization(new ArrayList<>(List.of(new WeightDecay(optimizer.weightDecay(), true))));
        setRegularizationBias(new ArrayList<>());
        setGradientNormalization(GradientNormalization.ClipL2PerLayer);
        setGradientNormalizationThreshold(optimizer.maxGradientNorm());
    }

    /** The sizes of the model. */
    public GptSpec spec() {
        return new GptSpec(vocabularySize, contextLength, layers, heads, width);
    }

    /** The name of the kernel, as in the configuration. */
    public String kernel() {
        return kernel;
    }

    /** Parts that a batch is cut into. */
    int accumulationSteps() {
        return accumulationSteps;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        GptLayer layer = new GptLayer(configuration, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(configuration, parameters, initialize));
        layer.setConf(configuration);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new GptParameterInitializer();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.recurrent(vocabularySize);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        // token ids have no width to learn about
    }

    @Override
    @SuppressWarnings("ReturnsNullCollection")
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return null; // DL4J's way to say that token ids are taken as they are
    }

    @Override
    public boolean isPretrainParam(String parameter) {
        return false;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = spec().parameterCount();
        return new LayerMemoryReport.Builder(getLayerName(), GptLayerConfiguration.class, inputType, inputType)
                .standardMemory(parameters, 2 * parameters)
                .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GptLayerConfiguration that
                && super.equals(that)
                && vocabularySize == that.vocabularySize
                && contextLength == that.contextLength
                && layers == that.layers
                && heads == that.heads
                && width == that.width
                && accumulationSteps == that.accumulationSteps
                && Objects.equals(kernel, that.kernel);
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof GptLayerConfiguration;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                super.hashCode(), vocabularySize, contextLength, layers, heads, width, kernel, accumulationSteps);
    }
}
