package io.bloomery.jobs.pipeline;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.step.Limit;
import io.bloomery.jobs.clean.CleanStage;
import io.bloomery.jobs.clean.RescoreStage;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.crawl.CrawlStage;
import io.bloomery.jobs.decontaminate.DecontaminateStage;
import io.bloomery.jobs.dedup.DedupeStage;
import io.bloomery.jobs.evaluate.EvaluateStage;
import io.bloomery.jobs.export.ExportStage;
import io.bloomery.jobs.export.ExportStageConfig;
import io.bloomery.jobs.mix.MixStage;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.DocumentTable;
import io.bloomery.jobs.table.ScoreTable;
import io.bloomery.jobs.table.SequenceTable;
import io.bloomery.jobs.table.TokenizerTable;
import io.bloomery.jobs.tokenize.TokenizeStage;
import io.bloomery.jobs.tokenize.TokenizerStage;
import io.bloomery.jobs.train.TrainStage;
import io.bloomery.jobs.train.TrainStageConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The line of one configuration: which stage reads which tables, found by name and fingerprint. */
public final class Line {

    private final BloomeryConfig config;
    private final TableStore store;
    private final Configuration hadoop;
    private final Map<LineStage, Stage> stages = new EnumMap<>(LineStage.class);

    /**
     * The line of a configuration under one root.
     *
     * @param hadoop finds the file systems of inputs outside the root
     */
    public Line(BloomeryConfig config, TableStore store, Configuration hadoop) {
        this.config = config;
        this.store = store;
        this.hadoop = hadoop;
    }

    /** Whether the pages come from a crawl, rather than from archives that are named. */
    public boolean crawls() {
        return config.clean().input().isBlank();
    }

    /** Whether a stage is part of the line; some are left out unless the configuration gives them something to do. */
    public boolean takes(LineStage stage) {
        return switch (stage) {
            case CRAWL -> crawls();
            case DECONTAMINATE -> config.decontaminate().enabled();
            case MIX -> config.mix().enabled();
            case TOKENIZER -> !fineTunes();
            case CLEAN, DEDUPE, TOKENIZE, TRAIN, EVALUATE, EXPORT -> true;
        };
    }

    /** What is told of each stage that is done, before the next one runs. */
    @FunctionalInterface
    public interface AfterStage {
        void done(StageOutcome outcome) throws IOException;
    }

    /** Runs the stages up to one, skipping what is there. */
    public void run(StageRunner runner, LineStage last, AfterStage after) throws IOException {
        for (LineStage stage : last.upToHere()) {
            if (takes(stage)) {
                after.done(runner.run(stage(stage)));
            }
        }
    }

    /** The stages whose tables are there, in order, up to the first that is missing. */
    public List<StageOutcome> published() throws IOException {
        List<StageOutcome> outcomes = new ArrayList<>();
        for (LineStage maker : LineStage.values()) {
            if (takes(maker)) {
                Optional<StageOutcome> outcome = published(stage(maker));
                if (outcome.isEmpty()) {
                    return outcomes;
                }
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }

    private Optional<StageOutcome> published(Stage stage) throws IOException {
        String fingerprint = StageRunner.fingerprint(stage);
        List<PublishedTable> tables = new ArrayList<>();
        for (String name : stage.tables()) {
            store.find(name, fingerprint).ifPresent(tables::add);
        }
        return tables.size() == stage.tables().size()
                ? Optional.of(new StageOutcome(stage.name(), tables, true, Duration.ZERO))
                : Optional.empty();
    }

    /** The limits by which documents are cleaned. */
    public List<Limit> limits() throws IOException {
        return ((CleanStage) stage(LineStage.CLEAN)).rules().limits();
    }

    /**
     * A stage with the tables that it reads; the same one at every call, so that an input that changes meanwhile cannot
     * make later stages look for other parents.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where one of these was not made yet
     */
    public Stage stage(LineStage stage) throws IOException {
        Stage known = stages.get(stage);
        if (known == null) {
            known = make(stage);
            stages.put(stage, known);
        }
        return known;
    }

    /**
     * The stage {@link LineStage#CLEAN} as one that judges again what is there already.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where nothing can be judged again
     */
    public Stage rescore() throws IOException {
        return RescoreStage.of((CleanStage) stage(LineStage.CLEAN), store);
    }

    private Stage make(LineStage stage) throws IOException {
        return switch (stage) {
            case CRAWL -> CrawlStage.of(config.crawl(), store);
            case CLEAN ->
                CleanStage.of(
                        config.clean(),
                        crawls() ? Optional.of(table(LineStage.CRAWL, CrawlStage.PAGES)) : Optional.empty(),
                        hadoop);
            case DEDUPE -> new DedupeStage(config.dedupe(), table(LineStage.CLEAN, DocumentTable.CLEAN), known());
            case DECONTAMINATE ->
                DecontaminateStage.of(config.decontaminate(), table(LineStage.DEDUPE, DedupeStage.DOCUMENTS), hadoop);
            case MIX -> new MixStage(config.mix(), cleared());
            case TOKENIZER -> new TokenizerStage(config.tokenizer(), corpus());
            case TOKENIZE -> new TokenizeStage(config.tokenize(), corpus(), tokenizer());
            case TRAIN -> train(new TrainStageConfig(config.model(), config.train()));
            case EVALUATE -> new EvaluateStage(config.evaluate(), tokenizer(), sequences(), checkpoints());
            case EXPORT ->
                new ExportStage(
                        new ExportStageConfig(config.export(), config.train().optimizer()),
                        tokenizer(),
                        checkpoints(),
                        scores());
        };
    }

    /**
     * A table of this line.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where it was not made yet
     */
    public PublishedTable table(LineStage maker, String name) throws IOException {
        String fingerprint = StageRunner.fingerprint(stage(maker));
        Optional<PublishedTable> table = store.find(name, fingerprint);
        if (table.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "there is no table " + name + "/" + fingerprint + " under " + store.root() + "; the stage "
                            + maker.verb() + " has not run with this configuration",
                    "Run `bloomery " + maker.verb()
                            + "` with the same --config and --set first, or `bloomery pipeline`.");
        }
        return table.get();
    }

    private Stage train(TrainStageConfig stage) throws IOException {
        return fineTunes()
                ? TrainStage.fineTuning(stage, origin(), sequences())
                : new TrainStage(stage, tokenizer(), sequences());
    }

    /** Whether training goes on from a model, whose tokenizer the corpus is then tokenized with. */
    private boolean fineTunes() {
        return !config.train().from().isBlank();
    }

    private PublishedTable origin() throws IOException {
        return named(
                "train.from",
                config.train().from(),
                "Run `bloomery import --model DIR` first and name the directory that it tells,"
                        + " <root>/model/<fingerprint>.");
    }

    /** The tables of earlier runs that {@code dedupe.against} names. */
    private List<PublishedTable> known() throws IOException {
        List<PublishedTable> known = new ArrayList<>();
        for (String place : config.dedupe().against()) {
            known.add(named(
                    "dedupe.against",
                    place,
                    "Name directories of tables of documents, as <root>/dedupe_documents/<fingerprint>."));
        }
        return known;
    }

    private PublishedTable named(String key, String place, String advice) throws IOException {
        FileSystem fileSystem = new Path(place).getFileSystem(hadoop);
        Path directory = fileSystem.makeQualified(new Path(place));
        TableStore shelf = new TableStore(fileSystem, directory.getParent());
        return shelf.open(directory.getParent().getName(), directory)
                .orElseThrow(() -> new BloomeryException(
                        ErrorCode.INPUT_MISSING, key + " names " + place + ", and there is no table", advice));
    }

    private PublishedTable cleared() throws IOException {
        return takes(LineStage.DECONTAMINATE)
                ? table(LineStage.DECONTAMINATE, DecontaminateStage.DOCUMENTS)
                : table(LineStage.DEDUPE, DedupeStage.DOCUMENTS);
    }

    private PublishedTable corpus() throws IOException {
        return takes(LineStage.MIX) ? table(LineStage.MIX, MixStage.DOCUMENTS) : cleared();
    }

    private PublishedTable tokenizer() throws IOException {
        return fineTunes() ? origin() : table(LineStage.TOKENIZER, TokenizerTable.NAME);
    }

    private PublishedTable sequences() throws IOException {
        return table(LineStage.TOKENIZE, SequenceTable.NAME);
    }

    private PublishedTable scores() throws IOException {
        return table(LineStage.EVALUATE, ScoreTable.NAME);
    }

    private PublishedTable checkpoints() throws IOException {
        return table(LineStage.TRAIN, TrainStage.CHECKPOINTS);
    }
}
