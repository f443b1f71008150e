package io.bloomery.jobs.export;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.Tokenizer;
import io.bloomery.data.tokenize.TokenizerFiles;
import io.bloomery.data.tokenize.TokenizerJson;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.Sha256;
import io.bloomery.jobs.table.TokenizerTable;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.Checkpoints;
import io.bloomery.model.export.ModelCard;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.export.Weights;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.layer.DecoderNetworks;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.ModelSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Writes a checkpoint as a Hugging Face folder with DL4J's zip in it; the table is {@value #MODEL}. */
public final class ExportStage implements Stage {

    public static final String MODEL = "model";

    private final ExportStageConfig config;
    private final PublishedTable tokenizer;
    private final PublishedTable checkpoints;
    private final PublishedTable scores;

    public ExportStage(
            ExportStageConfig config, PublishedTable tokenizer, PublishedTable checkpoints, PublishedTable scores) {
        this.config = requireNonNull(config, "config");
        this.tokenizer = requireNonNull(tokenizer, "tokenizer");
        this.checkpoints = requireNonNull(checkpoints, "checkpoints");
        this.scores = requireNonNull(scores, "scores");
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Record configuration() {
        return config;
    }

    @Override
    public List<PublishedTable> parents() {
        return List.of(tokenizer, checkpoints, scores);
    }

    @Override
    public List<String> tables() {
        return List.of(MODEL);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        BytePairModel vocabulary = TokenizerTable.model(context.fileSystem(), tokenizer);
        Checkpoint checkpoint = Checkpoints.read(new HadoopFolder(context.fileSystem(), checkpoints.path()));
        checkpoint
                .tokenizer()
                .requireSame(
                        "the checkpoint " + checkpoints.path(),
                        TokenizerTable.identity(context.fileSystem(), tokenizer.path(), vocabulary),
                        "the tokenizer " + tokenizer.path());
        Path target = context.staging(MODEL);
        write(new ModelFolder(new HadoopFolder(context.fileSystem(), target)), vocabulary, checkpoint);
        context.contentDigest(MODEL, digest(context, target)); // DL4J's zip holds the time it was written
        return new StageResult(Counters.allKept(1), Map.of("parameters", (double)
                checkpoint.spec().parameterCount()));
    }

    private void write(ModelFolder model, BytePairModel vocabulary, Checkpoint checkpoint) throws IOException {
        GptSpec spec = checkpoint.spec();
        model.writeWeights(Weights.of(
                ParameterLayout.of(spec),
                checkpoint.parameters(),
                config.export().maxShardSize().bytes()));
        model.writeConfig(spec, new Tokenizer(vocabulary).endOfText());
        model.writeTokenizer(TokenizerFiles.of(vocabulary, OptionalInt.of(spec.contextLength())));
        model.writeCard(
                spec,
                new ModelCard(
                        config.export().name(),
                        checkpoint.position().tokens(),
                        new TreeMap<>(scores.manifest().metrics())));
        MultiLayerNetwork network = DecoderNetworks.create(spec, config.optimizer(), 0, Kernels.AUTO);
        network.setParams(Nd4j.createFromArray(checkpoint.parameters()).reshape(1, checkpoint.parameters().length));
        model.writeDl4jZip(network);
        writeParity(model, DecoderNetworks.networkOf(network), network.params());
        network.close();
    }

    /** Ids spread over the vocabulary: any will do, and these need no text. */
    private void writeParity(ModelFolder model, DecoderNetwork network, INDArray parameters) throws IOException {
        ModelSpec spec = network.spec();
        int count = Math.min(config.export().parityTokens(), spec.contextLength());
        if (count > 0) {
            int[] ids = IntStream.range(0, count)
                    .map(i -> (int) ((i * 7919L + 1) % spec.vocabularySize()))
                    .toArray();
            model.writeParity(ids, network.logits(parameters, new int[][] {ids}).toFloatMatrix());
        }
    }

    private static String digest(StageContext context, Path target) throws IOException {
        StringBuilder files = new StringBuilder();
        for (String file : List.of(ModelFolder.WEIGHTS, ModelFolder.CONFIG, TokenizerJson.FILE_NAME)) {
            files.append(file)
                    .append(' ')
                    .append(Sha256.of(context.fileSystem(), new Path(target, file)))
                    .append('\n');
        }
        return Sha256.of(files.toString());
    }
}
