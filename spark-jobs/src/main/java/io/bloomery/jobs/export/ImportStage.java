package io.bloomery.jobs.export;

import static java.util.Objects.requireNonNull;

import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.export.Weights;
import io.bloomery.model.spec.ModelSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * Takes in a model that {@code transformers} saved, as a version of the table {@link ExportStage#MODEL}.
 *
 * <p>Its weights are read, checked and written again, in the same files and types, so of a folder that {@code transformers}
 * wrote they are the same bytes; tokenizer and configuration are copied.
 */
public final class ImportStage implements Stage {

    private final ImportedFolder source;
    private final ImportStageConfig config;

    /** An import of a folder as it is now. */
    public ImportStage(ImportedFolder source, ExportStageConfig config) throws IOException {
        this.source = requireNonNull(source, "source");
        this.config = new ImportStageConfig(source.sha256(), config.export().parityTokens(), config.optimizer());
    }

    @Override
    public String name() {
        return "import";
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
        return List.of();
    }

    @Override
    public List<String> tables() {
        return List.of(ExportStage.MODEL);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        ModelFolder original = new ModelFolder(new HadoopFolder(source.fileSystem(), source.path()));
        ModelSpec spec = original.readSpec();
        Weights weights = original.readWeights(spec);
        Path target = context.staging(ExportStage.MODEL);
        source.copyTaken(context.fileSystem(), target);
        ModelFolder model = new ModelFolder(new HadoopFolder(context.fileSystem(), target));
        model.writeWeights(weights);
        NetworkFiles.write(model, spec, weights.flat(), config.optimizer(), config.parityTokens());
        context.contentDigest(ExportStage.MODEL, NetworkFiles.digest(context, target));
        return new StageResult(Counters.allKept(1), Map.of("parameters", (double) spec.parameterCount()));
    }
}
