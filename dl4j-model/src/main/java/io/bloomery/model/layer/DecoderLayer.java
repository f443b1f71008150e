package io.bloomery.model.layer;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.network.Regularization;
import io.bloomery.model.optimize.ClippedAdamW;
import io.bloomery.model.optimize.GradientAccumulation;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A decoder with its head and its loss as one output layer of DL4J.
 *
 * <p>Features are token ids [B, T] as floats, labels the ids of the following tokens, -1 where none counts. The score is
 * the mean loss in nats, without weight decay. Clipping and AdamW are {@link ClippedAdamW}'s, with the state that DL4J's
 * Adam would have.
 */
public final class DecoderLayer extends BaseLayer<DecoderLayerConfiguration> implements IOutputLayer {

    private static final long serialVersionUID = 1L;

    private static final String NOT_A_CLASSIFIER = "a language model is no classifier of examples";

    private INDArray labels;
    private transient Optional<Kernel> kernel;
    private transient Optional<DecoderNetwork> network;
    private transient Optional<Double> lossOfGradient;
    private transient double gradientNorm;
    private final transient GradientAccumulation accumulation;

    DecoderLayer(NeuralNetConfiguration configuration, DataType dataType) {
        super(configuration, dataType);
        kernel = Optional.empty();
        network = Optional.empty();
        gradientNorm = Double.NaN;
        lossOfGradient = Optional.empty();
        accumulation = new GradientAccumulation(layerConf().accumulationSteps());
    }

    /** The arithmetic behind this layer, to be used by the thread that trains it or when none does. */
    public DecoderNetwork network() {
        if (network.isEmpty()) {
            network = Optional.of(layerConf().engine().network(layerConf().spec(), kernel()));
        }
        return network.orElseThrow();
    }

    /** Norm of the last gradient that parameters were moved by, before it was clipped; NaN where there was none yet. */
    double gradientNorm() {
        return gradientNorm;
    }

    /**
     * Moves the parameters and the optimizer's state by the gradient.
     *
     * @param gradient [P]
     * @param state [2P]
     * @param iteration number of updates before this one
     */
    void update(INDArray gradient, INDArray state, int iteration) {
        ClippedAdamW optimizer =
                new ClippedAdamW(kernel(), network().layout(), layerConf().rule(), paramsFlattened, gradient, state);
        gradientNorm = optimizer.update(iteration);
    }

    /** See {@link DecoderNetworks#away}. */
    Away away() {
        kernel().stay();
        return kernel()::end;
    }

    /** What DL4J's updaters are told of this layer: that they have nothing to do but to call it. */
    @Override
    public TrainingConfig getConfig() {
        return new WholeUpdate(this);
    }

    /** Logits [B, V, T], the order of DL4J's recurrent layers. */
    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray logits = network().logits(paramsFlattened, ids(input)); // [B*T, V]
        INDArray recurrent =
                logits.reshape(input.size(0), input.size(1), logits.size(1)).permute(0, 2, 1);
        return workspaces.dup(ArrayType.ACTIVATIONS, recurrent, 'c');
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Regularization.Draw draw = new Regularization.Draw(conf().getSeed(), getIterationCount());
        lossOfGradient = Optional.of(accumulation.lossAndGradient(
                kernel(),
                (parameters, gradient, ids, targets) -> network()
                        .lossAndGradient(
                                parameters, gradient, ids, targets, layerConf().regularization(), draw),
                paramsFlattened,
                gradientsFlattened,
                ids(input),
                ids(labels)));
        Gradient gradients = new DefaultGradient();
        gradientViews.forEach(gradients::setGradientFor);
        return new Pair<>(gradients, null);
    }

    /** The loss of the last backward pass if there was one for this input, otherwise of a forward pass. */
    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaces) {
        score = lossOfGradient.orElseGet(() -> network().loss(paramsFlattened, ids(input), ids(labels)));
        return score;
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
        int[][] inputs = ids(input);
        int[][] targets = ids(labels);
        INDArray scores = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, inputs.length, 1);
        for (int example = 0; example < inputs.length; example++) {
            scores.putScalar(example, 0, network().loss(paramsFlattened, new int[][] {inputs[example]}, new int[][] {
                targets[example]
            }));
        }
        return scores;
    }

    @Override
    public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
        super.setInput(newInput, workspaces);
        lossOfGradient = Optional.empty();
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public void setLabels(INDArray newLabels) {
        labels = newLabels;
        lossOfGradient = Optional.empty();
    }

    @Override
    public INDArray getLabels() {
        return labels;
    }

    /** Zero: the score is the loss alone, and summing squares of all parameters at each step would cost time. */
    @Override
    public double calcRegularizationScore(boolean backpropParametersOnly) {
        return 0;
    }

    /** False: the gradient is of the mean loss already. */
    @Override
    public boolean updaterDivideByMinibatch(String parameter) {
        return false;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public void clear() {
        super.clear();
        labels = null;
    }

    @Override
    public void close() {
        network.ifPresent(DecoderNetwork::close);
        network = Optional.empty();
        kernel.ifPresent(Kernel::close);
        kernel = Optional.empty();
        super.close();
    }

    @Override
    public double f1Score(DataSet data) {
        throw new UnsupportedOperationException(NOT_A_CLASSIFIER);
    }

    @Override
    public double f1Score(INDArray examples, INDArray exampleLabels) {
        throw new UnsupportedOperationException(NOT_A_CLASSIFIER);
    }

    @Override
    @SuppressWarnings("deprecation") // DL4J still declares it
    public int numLabels() {
        return layerConf().spec().vocabularySize();
    }

    @Override
    public void fit(DataSetIterator iterator) {
        throw new UnsupportedOperationException(NOT_A_CLASSIFIER);
    }

    @Override
    public int[] predict(INDArray examples) {
        throw new UnsupportedOperationException(NOT_A_CLASSIFIER);
    }

    @Override
    public List<String> predict(DataSet data) {
        throw new UnsupportedOperationException(NOT_A_CLASSIFIER);
    }

    @Override
    public void fit(INDArray examples, INDArray exampleLabels) {
        throw new UnsupportedOperationException(NOT_A_CLASSIFIER);
    }

    @Override
    public void fit(DataSet data) {
        throw new UnsupportedOperationException(NOT_A_CLASSIFIER);
    }

    @Override
    public void fit(INDArray examples, int[] exampleLabels) {
        throw new UnsupportedOperationException(NOT_A_CLASSIFIER);
    }

    private Kernel kernel() {
        if (kernel.isEmpty()) {
            kernel = Optional.of(layerConf().engine().newKernel());
        }
        return kernel.orElseThrow();
    }

    private static int[][] ids(INDArray array) {
        return array.reshape(array.size(0), array.length() / array.size(0)).toIntMatrix();
    }
}
