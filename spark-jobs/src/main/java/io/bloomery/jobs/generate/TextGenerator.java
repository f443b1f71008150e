package io.bloomery.jobs.generate;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.Tokenizer;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.table.TokenizerTable;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.generate.CachedDecoder;
import io.bloomery.model.generate.Continuation;
import io.bloomery.model.generate.Decoder;
import io.bloomery.model.generate.Generator;
import io.bloomery.model.generate.TextStream;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.spec.ModelSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An exported model with its tokenizer, ready to continue texts; for one thread. */
public final class TextGenerator implements AutoCloseable {

    private final GenerateConfig config;
    private final Tokenizer tokenizer;
    private final DecoderNetwork network;
    private final Decoder decoder;
    private final Generator generator;

    private TextGenerator(GenerateConfig config, Tokenizer tokenizer, DecoderNetwork network, INDArray parameters) {
        this.config = requireNonNull(config, "config");
        this.tokenizer = tokenizer;
        this.network = network;
        this.decoder = new CachedDecoder(network, parameters);
        this.generator =
                new Generator(decoder, config.sampling(), network.spec().contextLength(), tokenizer.endOfText());
    }

    /** Opens a folder that export wrote. */
    public static TextGenerator open(FileSystem fileSystem, Path folder, GenerateConfig config) throws IOException {
        ModelFolder model = new ModelFolder(new HadoopFolder(fileSystem, folder));
        ModelSpec spec = model.readSpec();
        BytePairModel vocabulary = TokenizerTable.model(fileSystem, folder);
        if (vocabulary.vocabularySize() != spec.vocabularySize()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "the model in " + folder + " has " + spec.vocabularySize() + " tokens but its tokenizer.json has "
                            + vocabulary.vocabularySize(),
                    "Export the model again; its tokenizer was exchanged.");
        }
        KernelOptions options = new KernelOptions(KernelOptions.Precision.FLOAT32, threads(config));
        DecoderNetwork network = new DecoderNetwork(spec, Kernels.create(config.kernel(), options));
        return new TextGenerator(
                config,
                new Tokenizer(vocabulary),
                network,
                Nd4j.createFromArray(model.readWeights(spec).flat()));
    }

    /** What the model writes after the prompt; after an empty one it begins a text of its own. */
    public String continuation(String prompt) {
        return continuations(List.of(prompt), (text, piece) -> {}).get(0).text();
    }

    /** What the model writes after each of the prompts, {@code generate.batch-size} of them side by side. */
    public List<GeneratedText> continuations(List<String> prompts, PieceReader reader) {
        List<GeneratedText> texts = new ArrayList<>();
        for (int from = 0; from < prompts.size(); from += config.batchSize()) {
            int first = from;
            List<String> batch = prompts.subList(from, Math.min(prompts.size(), from + config.batchSize()));
            texts.addAll(batch(batch, (text, piece) -> reader.read(first + text, piece)));
        }
        return texts;
    }

    @Override
    public void close() {
        decoder.close();
        network.close();
    }

    private static int threads(GenerateConfig config) {
        return config.threads() == 0 ? Runtime.getRuntime().availableProcessors() : config.threads();
    }

    private List<GeneratedText> batch(List<String> prompts, PieceReader reader) {
        List<StringBuilder> texts =
                prompts.stream().map(prompt -> new StringBuilder()).toList();
        PieceReader writing = (text, piece) -> {
            if (!piece.isEmpty()) {
                texts.get(text).append(piece);
                reader.read(text, piece);
            }
        };
        List<TextStream> streams = prompts.stream()
                .map(prompt -> new TextStream(tokenizer::decode, config.stop()))
                .toList();
        List<Continuation> continuations = generator.continuations(
                prompts.stream().map(this::start).toList(), config.maxTokens(), config.seed(), (text, token) -> {
                    writing.read(text, streams.get(text).add(token));
                    return !streams.get(text).stopped();
                });
        List<GeneratedText> generated = new ArrayList<>();
        for (int text = 0; text < prompts.size(); text++) {
            writing.read(text, streams.get(text).finish());
            Continuation continuation = continuations.get(text);
            generated.add(new GeneratedText(
                    prompts.get(text),
                    texts.get(text).toString(),
                    continuation.tokens().size(),
                    continuation.end()));
        }
        return generated;
    }

    private int[] start(String prompt) {
        int[] ids = tokenizer.encodeWithSpecialTokens(prompt);
        return ids.length == 0 ? new int[] {tokenizer.endOfText()} : ids;
    }
}
