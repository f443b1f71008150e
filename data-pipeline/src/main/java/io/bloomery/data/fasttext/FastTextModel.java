package io.bloomery.data.fasttext;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A supervised model of fastText; thread-safe, and as large in memory as its file. */
public final class FastTextModel implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String PREFIX = "__label__";

    private final Arguments arguments;
    private final Vocabulary vocabulary;
    private final Weights input;
    private final OutputLayer output;

    private FastTextModel(Arguments arguments, Vocabulary vocabulary, Weights input, OutputLayer output) {
        this.arguments = arguments;
        this.vocabulary = vocabulary;
        this.input = input;
        this.output = output;
    }

    /**
     * Reads a {@code .bin} or {@code .ftz} file; the caller closes the stream.
     *
     * @throws IOException if the stream cannot be read
     * @throws io.bloomery.data.failure.BloomeryException if the file is something else, cut off or damaged
     */
    public static FastTextModel read(InputStream stream) throws IOException {
        ModelStream in = new ModelStream(new BufferedInputStream(stream, 1 << 16));
        Arguments arguments = Arguments.readFrom(in);
        Vocabulary vocabulary = Vocabulary.readFrom(in);
        boolean quantized = in.readBoolean();
        if (vocabulary.isPruned() && !quantized) {
            throw ModelStream.damaged("its dictionary is pruned and its weights are not quantized");
        }
        Weights input = Weights.read(in, quantized);
        Weights output = Weights.read(in, in.readBoolean() && quantized);
        requireFit(vocabulary, arguments, input, output);
        return new FastTextModel(arguments, vocabulary, input, new OutputLayer(arguments.loss(), output, vocabulary));
    }

    private static void requireFit(Vocabulary vocabulary, Arguments arguments, Weights input, Weights output) {
        long rows = vocabulary.words() + (vocabulary.isPruned() ? vocabulary.keptNgrams() : (long) arguments.buckets());
        boolean usesBuckets = arguments.maxCharacters() > 0 || arguments.wordNgrams() > 1;
        if (input.rows() < (usesBuckets ? rows : vocabulary.words())
                || (usesBuckets && arguments.buckets() < 1)
                || output.rows() < vocabulary.labels()
                || input.columns() != output.columns()) {
            throw ModelStream.damaged("its matrices do not fit its dictionary");
        }
    }

    /** The labels, without the prefix {@code __label__}, in the order of the model. */
    public List<String> labels() {
        return IntStream.range(0, vocabulary.labels()).mapToObj(this::label).toList();
    }

    /**
     * The labels that a text may have, likeliest first, as {@code predict(text, k=-1)} of fastText gives them for the text
     * with spaces for line ends; empty if the model knows nothing of the text.
     */
    public List<Prediction> predict(String text) {
        int[] rows = Features.rows(text, vocabulary, arguments);
        if (rows.length == 0) {
            return List.of();
        }
        float[] hidden = new float[input.columns()];
        for (int row : rows) {
            input.addRow(row, hidden);
        }
        float scale = (float) (1.0 / rows.length);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] *= scale;
        }
        float[] scores = output.logProbabilities(hidden);
        List<Prediction> predictions = new ArrayList<>();
        for (int label = 0; label < scores.length; label++) {
            if (scores[label] >= OutputLayer.LOWEST) {
                predictions.add(new Prediction(label(label), Math.exp(scores[label])));
            }
        }
        predictions.sort(Comparator.comparingDouble(Prediction::probability).reversed());
        return predictions;
    }

    private String label(int index) {
        String label = vocabulary.label(index);
        return label.startsWith(PREFIX) ? label.substring(PREFIX.length()) : label;
    }
}
