package io.bloomery.jobs.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.TokenizerFiles;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.Sha256;
import io.bloomery.jobs.storage.TableCheck;
import io.bloomery.jobs.table.SequenceTable;
import io.bloomery.jobs.table.TokenizerTable;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.Checkpoints;
import io.bloomery.model.checkpoint.TokenizerIdentity;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.spec.ModelSpec;
import io.bloomery.model.train.EventFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains a GPT on packed sequences; the table {@value #CHECKPOINTS} holds weights, optimizer state, metrics and the
 * tokenizer the ids belong to.
 *
 * <p>A killed training goes on from its last checkpoint and ends with the weights it would have had.
 */
public final class TrainStage implements Stage {

    public static final String CHECKPOINTS = "checkpoints";

    private final TrainStageConfig config;
    private final PublishedTable tokenizer;
    private final PublishedTable sequences;
    private final boolean continuing;

    /** A training from random weights. */
    public TrainStage(TrainStageConfig config, PublishedTable tokenizer, PublishedTable sequences) {
        this(config, tokenizer, sequences, false);
    }

    private TrainStage(
            TrainStageConfig config, PublishedTable tokenizer, PublishedTable sequences, boolean continuing) {
        this.config = requireNonNull(config, "config");
        this.tokenizer = requireNonNull(tokenizer, "tokenizer");
        this.sequences = requireNonNull(sequences, "sequences");
        this.continuing = continuing;
    }

    /** A training of all weights of a model that is there already, with its sizes and its tokenizer. */
    public static TrainStage fineTuning(TrainStageConfig config, PublishedTable model, PublishedTable sequences) {
        return new TrainStage(config, model, sequences, true);
    }

    @Override
    public String name() {
        return "train";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Record configuration() {
        return config;
    }

    @Override
    public List<PublishedTable> parents() {
        return List.of(tokenizer, sequences);
    }

    @Override
    public List<String> tables() {
        return List.of(CHECKPOINTS);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        BytePairModel vocabulary = TokenizerTable.model(context.fileSystem(), tokenizer);
        TokenizerIdentity identity = TokenizerTable.identity(context.fileSystem(), tokenizer.path(), vocabulary);
        Dataset<Row> all = context.read(sequences, SequenceTable.SCHEMA);
        Optional<ModelFolder> origin = origin(context);
        ModelSpec spec = origin.isEmpty()
                ? config.model().spec(vocabulary.vocabularySize())
                : originalSpec(origin.get(), vocabulary);
        SequenceIndex index = SequenceIndex.of(sequences, context.fileSystem().getConf());
        checkIds(index, spec);
        List<int[]> validation = SequenceTable.idsOf(all, SequenceTable.VALIDATION)
                .limit(config.train().validationSequences())
                .collectAsList()
                .stream()
                .map(SequenceTable::ids)
                .toList();
        try (RoundData data = data(context, index, spec)) {
            TrainingRun run = new TrainingRun(context, config.train(), spec, origin, identity, data, validation);
            Map<String, Double> metrics = run.toTheEnd();
            publish(context, run, vocabulary);
            return new StageResult(
                    new Counters(
                            index.rows(),
                            new TreeMap<>(Map.of(
                                    Counters.KEPT,
                                    index.train(),
                                    Counters.DROPPED + "held-out",
                                    index.rows() - index.train()))),
                    metrics);
        }
    }

    private Optional<ModelFolder> origin(StageContext context) throws IOException {
        if (!continuing) {
            return Optional.empty();
        }
        new TableCheck(context.store(), file -> !file.equals(ModelFolder.DL4J_ZIP)).require(tokenizer);
        return Optional.of(new ModelFolder(new HadoopFolder(context.fileSystem(), tokenizer.path())));
    }

    private ModelSpec originalSpec(ModelFolder origin, BytePairModel vocabulary) throws IOException {
        ModelSpec spec = origin.readSpec();
        if (spec.vocabularySize() != vocabulary.vocabularySize()) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "the model in " + tokenizer.path() + " has " + spec.vocabularySize()
                            + " tokens but its tokenizer.json has " + vocabulary.vocabularySize(),
                    "Import a model whose embedding has a row for each token of its tokenizer, and no more.");
        }
        config.requireDropoutOf(spec);
        return spec;
    }

    private void checkIds(SequenceIndex index, ModelSpec spec) {
        if (index.maxLength() > spec.contextLength() + 1) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "sequences of " + index.maxLength() + " tokens in " + sequences.path()
                            + " do not fit "
                            + (continuing ? "the context of train.from " : "model.context-length ")
                            + spec.contextLength()
                            + ", which takes one token more at most",
                    continuing
                            ? "Set tokenize.sequence-length to that at most."
                            : "Set model.context-length to tokenize.sequence-length.");
        }
        if (index.maxId() >= spec.vocabularySize()) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "the sequences in " + sequences.path() + " hold token id " + index.maxId()
                            + " but the tokenizer in " + tokenizer.path() + " has " + spec.vocabularySize()
                            + " tokens",
                    "Tokenize again with this tokenizer, or train with the one the sequences were made with.");
        }
    }

    private RoundData data(StageContext context, SequenceIndex index, ModelSpec spec) {
        if (index.train() == 0) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "nothing to train on: of " + index.rows() + " sequences in " + sequences.path()
                            + " none is of the split " + SequenceTable.TRAIN,
                    "Add text, or lower tokenize.validation-fraction.");
        }
        return new RoundData(
                new JavaSparkContext(context.spark().sparkContext()),
                index,
                context.spark().sessionState().newHadoopConf(),
                config.train(),
                Math.max(1, Math.min(spec.contextLength(), index.maxLength() - 1)));
    }

    private static void publish(StageContext context, TrainingRun run, BytePairModel vocabulary) throws IOException {
        Path target = context.staging(CHECKPOINTS);
        HadoopFolder folder = new HadoopFolder(context.fileSystem(), target);
        Checkpoint published = run.published();
        Checkpoints.write(folder, published);
        run.metrics().write(folder);
        try (OutputStream events =
                LiveEvents.withoutChecksums(context.fileSystem()).create(new Path(target, EventFile.NAME), true)) {
            run.metrics().writeEvents(events);
        }
        new ModelFolder(folder)
                .writeTokenizer(TokenizerFiles.of(
                        vocabulary, OptionalInt.of(published.spec().contextLength())));
        // The metrics hold times; what was learned does not depend on them.
        context.contentDigest(CHECKPOINTS, Sha256.of(context.fileSystem(), new Path(target, Checkpoints.STATE)));
    }
}
