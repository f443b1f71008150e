package io.bloomery.model.layer;

import java.util.List;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * A layer as DL4J's updater sees it: no clipping and no decay to apply around one updater that does all at once.
 *
 * <p>DL4J would go over the parameters once for each of these.
 */
record WholeUpdate(DecoderLayer layer) implements TrainingConfig {

    @Override
    public String getLayerName() {
        return layer.layerConf().getLayerName();
    }

    @Override
    public List<Regularization> getRegularizationByParam(String parameter) {
        return List.of();
    }

    @Override
    public boolean isPretrainParam(String parameter) {
        return layer.layerConf().isPretrainParam(parameter);
    }

    @Override
    public IUpdater getUpdaterByParam(String parameter) {
        return new WholeUpdater(layer);
    }

    @Override
    public GradientNormalization getGradientNormalization() {
        return GradientNormalization.None;
    }

    @Override
    public double getGradientNormalizationThreshold() {
        return layer.layerConf().getGradientNormalizationThreshold();
    }

    @Override
    public void setDataType(DataType dataType) {
        layer.layerConf().setDataType(dataType);
    }
}
