package io.bloomery.model.evaluate;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.network.DecoderNetwork;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A GPT as something that predicts; not thread-safe, like the network it uses. */
public final class GptLanguageModel implements LanguageModel {

    private final DecoderNetwork network;
    private final INDArray parameters;

    /**
     * A GPT with weights.
     *
     * @param parameters the flat vector, which stays the caller's
     */
    public GptLanguageModel(DecoderNetwork network, INDArray parameters) {
        this.network = requireNonNull(network, "network");
        this.parameters = requireNonNull(parameters, "parameters");
    }

    @Override
    public double negativeLogLikelihood(int[] tokens) {
        int predicted = tokens.length - 1;
        int[][] inputs = {Arrays.copyOf(tokens, predicted)};
        int[][] targets = {Arrays.copyOfRange(tokens, 1, tokens.length)};
        return network.loss(parameters, inputs, targets) * predicted;
    }
}
