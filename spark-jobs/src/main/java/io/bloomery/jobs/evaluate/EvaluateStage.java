package io.bloomery.jobs.evaluate;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.ScoreTable;
import io.bloomery.jobs.table.SequenceTable;
import io.bloomery.jobs.table.TokenizerTable;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.Checkpoints;
import io.bloomery.model.evaluate.BigramModel;
import io.bloomery.model.evaluate.LanguageModel;
import io.bloomery.model.evaluate.PairCounts;
import io.bloomery.model.evaluate.Score;
import io.bloomery.model.evaluate.UniformModel;
import io.bloomery.model.evaluate.UnigramModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores a checkpoint and three baselines on the same held-out tokens; the table is {@value ScoreTable#NAME}. */
public final class EvaluateStage implements Stage {

    /** The model's own figure; those of baselines have their name appended. */
    public static final String PERPLEXITY = "perplexity";

    private final EvaluateConfig config;
    private final PublishedTable tokenizer;
    private final PublishedTable sequences;
    private final PublishedTable checkpoints;

    public EvaluateStage(
            EvaluateConfig config, PublishedTable tokenizer, PublishedTable sequences, PublishedTable checkpoints) {
        this.config = requireNonNull(config, "config");
        this.tokenizer = requireNonNull(tokenizer, "tokenizer");
        this.sequences = requireNonNull(sequences, "sequences");
        this.checkpoints = requireNonNull(checkpoints, "checkpoints");
    }

    @Override
    public String name() {
        return "evaluate";
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
        return List.of(tokenizer, sequences, checkpoints);
    }

    @Override
    public List<String> tables() {
        return List.of(ScoreTable.NAME);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        Checkpoint checkpoint = Checkpoints.readModel(new HadoopFolder(context.fileSystem(), checkpoints.path()));
        requireItsTokenizer(context, checkpoint);
        Dataset<Row> all = context.read(sequences, SequenceTable.SCHEMA);
        HeldOutScores scorer =
                new HeldOutScores(new JavaSparkContext(context.spark().sparkContext()));
        JavaRDD<int[]> heldOut = scorer.sequences(all, SequenceTable.VALIDATION, config.maxSequences())
                .cache();
        JavaRDD<int[]> train = scorer.sequences(all, SequenceTable.TRAIN, config.baselineSequences());
        context.progress().say("  evaluate: scoring the model and three baselines on held-out text");
        Score model = scorer.ofModel(checkpoint, config, heldOut);
        requireTokens(model);
        Map<String, Score> scores = new LinkedHashMap<>();
        scores.put(PERPLEXITY, model);
        baselines(HeldOutScores.counts(checkpoint.spec().vocabularySize(), train))
                .forEach(
                        (name, baseline) -> scores.put(PERPLEXITY + "." + name, Score.of(baseline, heldOut.collect())));
        heldOut.unpersist();
        List<Row> rows = scores.entrySet().stream()
                .map(score -> ScoreTable.toRow(
                        score.getKey(),
                        score.getValue().perplexity(),
                        score.getValue().tokens()))
                .toList();
        context.writeParquet(
                ScoreTable.NAME,
                context.spark().createDataFrame(rows, ScoreTable.SCHEMA).coalesce(1));
        Map<String, Double> metrics = new TreeMap<>();
        scores.forEach((metric, score) -> metrics.put(metric, score.perplexity()));
        metrics.put("loss", model.loss());
        metrics.put("tokens", (double) model.tokens());
        return new StageResult(Counters.allKept(rows.size()), metrics);
    }

    private static Map<String, LanguageModel> baselines(PairCounts counts) {
        Map<String, LanguageModel> baselines = new LinkedHashMap<>();
        baselines.put("uniform", new UniformModel(counts.vocabularySize()));
        baselines.put("unigram", new UnigramModel(counts));
        baselines.put("bigram", new BigramModel(counts));
        return baselines;
    }

    private void requireItsTokenizer(StageContext context, Checkpoint checkpoint) throws IOException {
        BytePairModel model = TokenizerTable.model(context.fileSystem(), tokenizer);
        checkpoint
                .tokenizer()
                .requireSame(
                        "the checkpoint " + checkpoints.path(),
                        TokenizerTable.identity(context.fileSystem(), tokenizer.path(), model),
                        "the tokenizer " + tokenizer.path());
    }

    private void requireTokens(Score model) {
        if (model.tokens() == 0) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "no held-out tokens to evaluate on in " + sequences.path(),
                    "Raise tokenize.validation-fraction, or add documents.");
        }
    }
}
