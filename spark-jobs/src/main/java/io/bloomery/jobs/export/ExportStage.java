package io.bloomery.jobs.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.Tokenizer;
import io.bloomery.data.tokenize.TokenizerFiles;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.TokenizerTable;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.Checkpoints;
import io.bloomery.model.export.ModelCard;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.export.Weights;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.ModelSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

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
        Checkpoint checkpoint = Checkpoints.readModel(new HadoopFolder(context.fileSystem(), checkpoints.path()));
        checkpoint
                .tokenizer()
                .requireSame(
                        "the checkpoint " + checkpoints.path(),
                        TokenizerTable.identity(context.fileSystem(), tokenizer.path(), vocabulary),
                        "the tokenizer " + tokenizer.path());
        Path target = context.staging(MODEL);
        write(new ModelFolder(new HadoopFolder(context.fileSystem(), target)), vocabulary, checkpoint);
        context.contentDigest(MODEL, NetworkFiles.digest(context, target));
        return new StageResult(Counters.allKept(1), Map.of("parameters", (double)
                checkpoint.spec().parameterCount()));
    }

    private void write(ModelFolder model, BytePairModel vocabulary, Checkpoint checkpoint) throws IOException {
        ModelSpec spec = checkpoint.spec();
        model.writeWeights(Weights.of(
                ParameterLayout.of(spec),
                checkpoint.parameters(),
                config.export().maxShardSize().bytes()));
        model.writeConfig(spec, new Tokenizer(vocabulary).endOfText(), dropout());
        model.writeTokenizer(TokenizerFiles.of(vocabulary, OptionalInt.of(spec.contextLength())));
        model.writeCard(
                spec,
                new ModelCard(
                        config.export().name(),
                        checkpoint.position().tokens(),
                        new TreeMap<>(scores.manifest().metrics())));
        NetworkFiles.write(
                model,
                spec,
                checkpoint.parameters(),
                config.optimizer(),
                config.export().parityTokens());
    }

    /** What the checkpoint was trained with; older ones know none. */
    private double dropout() {
        return new ObjectMapper()
                .valueToTree(checkpoints.manifest().config())
                .at("/train/regularization/dropout")
                .asDouble(0);
    }
}
