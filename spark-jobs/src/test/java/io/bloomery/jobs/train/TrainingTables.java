package io.bloomery.jobs.train;

import io.bloomery.data.config.ByteSize;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.BytePairTrainer;
import io.bloomery.data.tokenize.TokenizerConfig;
import io.bloomery.data.tokenize.TokenizerFiles;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.run.RunId;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.SequenceTable;
import io.bloomery.jobs.table.TokenizerTable;
import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.network.Regularization;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.train.EngineConfig;
import io.bloomery.model.train.ModelConfig;
import io.bloomery.model.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;

/** A tiny tokenizer and tiny sequences of a language with habits, for the stages from training on. */
public final class TrainingTables {

    public static final int CONTEXT_LENGTH = 16;
    private static final ModelConfig.Llama LLAMA = new ModelConfig.Llama(1, 24, 1e-5, 10_000, false);

    /** What the fixture is made of; another seed gives other sequences. */
    public record Corpus(long seed, int trainSequences, int validationSequences, int length) {}

    /** Publishes both tables. */
    private record FixtureStage(Corpus configuration) implements Stage {
        @Override
        public String name() {
            return "fixture";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<PublishedTable> parents() {
            return List.of();
        }

        @Override
        public List<String> tables() {
            return List.of(TokenizerTable.NAME, SequenceTable.NAME);
        }

        @Override
        public StageResult execute(StageContext context) throws IOException {
            BytePairModel model = BytePairTrainer.train(
                    Map.of("ore", 5L), new TokenizerConfig(TokenizerConfig.MIN_VOCABULARY_SIZE, 1, 10));
            new ModelFolder(new HadoopFolder(context.fileSystem(), context.staging(TokenizerTable.NAME)))
                    .writeTokenizer(TokenizerFiles.of(model, OptionalInt.empty()));
            context.writeParquet(
                    SequenceTable.NAME, context.spark().createDataFrame(rows(configuration), SequenceTable.SCHEMA));
            return new StageResult(Counters.allKept(0), Map.of());
        }
    }

    private final TableStore store;
    private final PublishedTable tokenizer;
    private final PublishedTable sequences;

    private TrainingTables(TableStore store, StageOutcome outcome) {
        this.store = store;
        this.tokenizer = outcome.table(TokenizerTable.NAME);
        this.sequences = outcome.table(SequenceTable.NAME);
    }

    public static TrainingTables at(Path root, Corpus corpus) throws IOException {
        TableStore store =
                new TableStore(FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(root.toUri()));
        return new TrainingTables(store, runner(store).run(new FixtureStage(corpus)));
    }

    public TableStore store() {
        return store;
    }

    public PublishedTable tokenizer() {
        return tokenizer;
    }

    public PublishedTable sequences() {
        return sequences;
    }

    public StageOutcome run(Stage stage) throws IOException {
        return runner(store).run(stage);
    }

    public TrainStage trainStage(TrainStageConfig config) {
        return new TrainStage(config, tokenizer, sequences);
    }

    /** The same as a Llama. */
    public static TrainStageConfig llama(int workers, long steps, double learningRate) {
        return new TrainStageConfig(
                new ModelConfig(ModelConfig.Family.LLAMA, CONTEXT_LENGTH, 1, 2, 16, LLAMA),
                config(workers, steps, learningRate).train());
    }

    /** The same, publishing the checkpoint with the lowest held-out loss. */
    public static TrainStageConfig publishingTheBest(TrainStageConfig config) {
        TrainConfig train = config.train();
        return new TrainStageConfig(
                config.model(),
                new TrainConfig(
                        train.from(),
                        train.workers(),
                        train.batchSize(),
                        train.averagingFrequency(),
                        train.shuffleWindow(),
                        train.averaging(),
                        train.validateEveryRounds(),
                        train.validationSequences(),
                        train.checkpointEveryRounds(),
                        1,
                        true,
                        TrainConfig.Publish.BEST,
                        train.seed(),
                        train.kernel(),
                        train.engine(),
                        train.optimizer(),
                        train.regularization()));
    }

    /** Sizes that train in a moment. */
    public static TrainStageConfig config(int workers, long steps, double learningRate) {
        return config(workers, steps, learningRate, Regularization.NONE);
    }

    /** The same with dropout and smoothed labels. */
    public static TrainStageConfig regularized(int workers, long steps, double learningRate) {
        return config(workers, steps, learningRate, new Regularization(0.1, 0.1));
    }

    private static TrainStageConfig config(
            int workers, long steps, double learningRate, Regularization regularization) {
        OptimizerConfig optimizer =
                new OptimizerConfig(learningRate, learningRate / 10, 4, steps, 0.9, 0.95, 1e-8, 0.1, 1);
        return new TrainStageConfig(
                new ModelConfig(ModelConfig.Family.GPT2, CONTEXT_LENGTH, 1, 2, 16, LLAMA),
                new TrainConfig(
                        "",
                        workers,
                        4,
                        3,
                        ByteSize.ofMebibytes(1),
                        AveragingConfig.standard(),
                        2,
                        8,
                        2,
                        2,
                        true,
                        TrainConfig.Publish.LAST,
                        5,
                        "auto",
                        EngineConfig.DEFAULT,
                        optimizer,
                        regularization));
    }

    private static StageRunner runner(TableStore store) {
        return new StageRunner(
                LocalSpark::session, store, new RunId("run"), "test", Progress.silent(), Clock.systemUTC());
    }

    private static List<Row> rows(Corpus corpus) {
        Random random = new Random(corpus.seed());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < corpus.trainSequences() + corpus.validationSequences(); i++) {
            int[] ids = new int[corpus.length()];
            ids[0] = random.nextInt(20);
            for (int j = 1; j < ids.length; j++) {
                ids[j] = random.nextInt(10) < 8 ? (ids[j - 1] * 7 + 3) % 20 : random.nextInt(20);
            }
            String split = i < corpus.trainSequences() ? SequenceTable.TRAIN : SequenceTable.VALIDATION;
            rows.add(SequenceTable.toRow(ids, List.of("document-" + i), split));
        }
        return rows;
    }
}
