package io.bloomery.model.layer;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A layer's own update in the place of one of DL4J's.
 *
 * <p>DL4J wants the gradient to become what it then subtracts from the parameters; here these have moved already, so it
 * becomes zero. The state is one view of DL4J's, means of the gradient first, then means of its square, as for its Adam.
 */
final class WholeUpdater implements IUpdater {

    private static final long serialVersionUID = 1L;
    private static final String NO_MAP = "the state is one view, not a map of arrays";

    private final transient DecoderLayer layer;

    WholeUpdater(DecoderLayer layer) {
        this.layer = layer;
    }

    @Override
    public long stateSize(long parameters) {
        return 2 * parameters;
    }

    @Override
    public GradientUpdater<WholeUpdater> instantiate(INDArray view, boolean initialize) {
        if (initialize) {
            view.assign(0);
        }
        return new Update(view.reshape(view.length()));
    }

    @Override
    public GradientUpdater<WholeUpdater> instantiate(Map<String, INDArray> state, boolean initialize) {
        throw new UnsupportedOperationException(NO_MAP);
    }

    @Override
    public double getLearningRate(int iteration, int epoch) {
        return layer.layerConf().getIUpdater().getLearningRate(iteration, epoch);
    }

    @Override
    public boolean hasLearningRate() {
        return true;
    }

    @Override
    public void setLrAndSchedule(double learningRate, ISchedule schedule) {
        layer.layerConf().getIUpdater().setLrAndSchedule(learningRate, schedule);
    }

    @Override
    @SuppressWarnings("MissingSuperCall") // the interface declares clone without a superclass to call
    public IUpdater clone() {
        return new WholeUpdater(layer);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // of this layer, not of one with equal settings
    public boolean equals(Object other) {
        return other instanceof WholeUpdater that && layer == that.layer;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(layer);
    }

    private final class Update implements GradientUpdater<WholeUpdater> {

        private final INDArray state;

        Update(INDArray state) {
            this.state = state;
        }

        @Override
        public WholeUpdater getConfig() {
            return WholeUpdater.this;
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            layer.update(gradient, state, iteration);
            gradient.assign(0);
        }

        @Override
        public void setStateViewArray(INDArray view, long[] gradientShape, char gradientOrder, boolean initialize) {
            throw new UnsupportedOperationException("the state is set when the updater is made");
        }

        @Override
        public void setState(Map<String, INDArray> newState, boolean initialize) {
            throw new UnsupportedOperationException(NO_MAP);
        }

        @Override
        public Map<String, INDArray> getState() {
            throw new UnsupportedOperationException(NO_MAP);
        }
    }
}
