package io.bloomery.model.layer;

import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.cuda.CudaKernel;
import io.bloomery.model.network.Engine;
import io.bloomery.model.network.Regularization;
import io.bloomery.model.optimize.AdamWRule;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.ModelSpec;
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
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What DL4J stores and ships about a decoder: its sizes, its engine and how it is optimized.
 *
 * <p>Jackson, which DL4J uses for its zip files and for what it sends to workers, needs the plain fields and the empty
 * constructor.
 */
public final class DecoderLayerConfiguration extends BaseLayer {

    private static final long serialVersionUID = 1L;

    @JsonProperty
    private SpecFields spec;

    @JsonProperty
    private String kernel;

    @JsonProperty
    private int threads;

    @JsonProperty
    private String precision;

    @JsonProperty
    private boolean recompute;

    @JsonProperty
    private int accumulationSteps;

    @JsonProperty
    private double dropoutRate;

    @JsonProperty
    private double labelSmoothing;

    /** For Jackson only. */
    DecoderLayerConfiguration() {}

    DecoderLayerConfiguration(ModelSpec spec, OptimizerConfig optimizer, Regularization regularization, Engine engine) {
        this.spec = SpecFields.of(spec);
        kernel = engine.kernel();
        threads = engine.options().threads();
        precision = engine.options().precision().name();
        recompute = engine.recompute();
        accumulationSteps = optimizer.accumulationSteps();
        dropoutRate = regularization.dropout();
        labelSmoothing = regularization.labelSmoothing();
        setLayerName("decoder");
        setIUpdater(new Adam.Builder()
                .learningRate(optimizer.learningRate())
                .learningRateSchedule(optimizer.schedule())
                .beta1(optimizer.beta1())
                .beta2(optimizer.beta2())
                .epsilon(optimizer.epsilon())
                .build());
        // In DL4J's words, so that what it stores says what is done; the layer does it itself.
        // Decoupled and multiplied with the learning rate: with Adam this is AdamW.
        // In lists that can grow: Kryo, which carries this to executors, fills a new list of the same class.
        setRegularization(new ArrayList<>(List.of(new WeightDecay(optimizer.weightDecay(), true))));
        setRegularizationBias(new ArrayList<>());
        setGradientNormalization(GradientNormalization.ClipL2PerLayer);
        setGradientNormalizationThreshold(optimizer.maxGradientNorm());
    }

    /** The sizes of the model. */
    public ModelSpec spec() {
        return spec.spec();
    }

    /** How the layer computes. */
    public Engine engine() {
        return new Engine(kernel, new KernelOptions(precision(), Math.max(1, threads)), recompute);
    }

    /** Names the card of the kernel cuda; other kernels have none. */
    void place(int card) {
        if (kernel.equals(CudaKernel.NAME)) {
            kernel = CudaKernel.NAME + ":" + card;
        }
    }

    /** What training adds to the task. */
    Regularization regularization() {
        return new Regularization(dropoutRate, labelSmoothing);
    }

    /** What DL4J's own fields say about the optimizer, as a rule. */
    AdamWRule rule() {
        Adam adam = (Adam) getIUpdater();
        ISchedule rate = adam.getLearningRateSchedule() == null
                ? new FixedSchedule(adam.getLearningRate())
                : adam.getLearningRateSchedule();
        WeightDecay decay = (WeightDecay) getRegularization().get(0);
        return new AdamWRule(
                rate,
                adam.getBeta1(),
                adam.getBeta2(),
                adam.getEpsilon(),
                decay.getCoeff().valueAt(0, 0),
                getGradientNormalizationThreshold());
    }

    /** Networks that were stored before there was a choice have none. */
    private Precision precision() {
        return precision == null ? Precision.FLOAT32 : Precision.valueOf(precision);
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
        DecoderLayer layer = new DecoderLayer(configuration, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(configuration, parameters, initialize));
        layer.setConf(configuration);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new DecoderParameterInitializer();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.recurrent(spec().vocabularySize());
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
        return new LayerMemoryReport.Builder(getLayerName(), DecoderLayerConfiguration.class, inputType, inputType)
                .standardMemory(parameters, 2 * parameters)
                .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecoderLayerConfiguration that
                && super.equals(that)
                && Objects.equals(spec, that.spec)
                && accumulationSteps == that.accumulationSteps
                && regularization().equals(that.regularization())
                && engine().equals(that.engine());
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof DecoderLayerConfiguration;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), spec, engine(), regularization(), accumulationSteps);
    }
}
