package io.bloomery.jobs.generate;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.Tokenizer;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.table.TokenizerTable;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.generate.Generator;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.network.GptNetwork;
import io.bloomery.model.spec.GptSpec;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An exported model with its tokenizer, ready to continue texts; for one thread. */
public final class TextGenerator implements AutoCloseable {

    private final GenerateConfig config;
    private final Tokenizer tokenizer;
    private final GptNetwork network;
    private final Generator generator;

    private TextGenerator(GenerateConfig config, Tokenizer tokenizer, GptNetwork network, INDArray parameters) {
        this.config = requireNonNull(config, "config");
        this.tokenizer = tokenizer;
        this.network = network;
        this.generator = new Generator(
                ids -> network.nextTokenLogits(parameters, ids),
                config.sampling().sampler(),
                network.spec().contextLength(),
                tokenizer.endOfText());
    }

    /** Opens a folder that export wrote. */
    public static TextGenerator open(FileSystem fileSystem, Path folder, GenerateConfig config) throws IOException {
        ModelFolder model = new ModelFolder(new HadoopFolder(fileSystem, folder));
        GptSpec spec = model.readSpec();
        BytePairModel vocabulary = TokenizerTable.model(fileSystem, folder);
        if (vocabulary.vocabularySize() != spec.vocabularySize()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "the model in " + folder + " has " + spec.vocabularySize() + " tokens but its tokenizer.json has "
                            + vocabulary.vocabularySize(),
                    "Export the model again; its tokenizer was exchanged.");
        }
        GptNetwork network = new GptNetwork(spec, Kernels.create(config.kernel()));
        return new TextGenerator(
                config, new Tokenizer(vocabulary), network, Nd4j.createFromArray(model.readWeights(spec)));
    }

    /** What the model writes after the prompt; after an empty one it begins a text of its own. */
    public String continuation(String prompt) {
        int[] ids = tokenizer.encodeWithSpecialTokens(prompt);
        int[] start = ids.length == 0 ? new int[] {tokenizer.endOfText()} : ids;
        return tokenizer.decode(generator.continuation(start, config.maxTokens(), config.seed()));
    }

    @Override
    public void close() {
        network.close();
    }
}
