package io.bloomery.jobs.tokenize;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.BytePairTrainer;
import io.bloomery.data.tokenize.TokenizerConfig;
import io.bloomery.data.tokenize.TokenizerFiles;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.TokenizerTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns the vocabulary of a corpus.
 *
 * @param configuration how large, and from what
 * @param documents the table with the texts
 */
public record TokenizerStage(TokenizerConfig configuration, PublishedTable documents) implements Stage {

    @Override
    public String name() {
        return "tokenizer";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<PublishedTable> parents() {
        return List.of(documents);
    }

    @Override
    public List<String> tables() {
        return List.of(TokenizerTable.NAME);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        Dataset<Row> texts = context.read(documents, TextTable.TEXTS);
        long in = texts.count();
        Map<String, Long> words = WordCounts.of(texts, configuration.maxDistinctWords());
        requireWords(words);
        BytePairModel model = BytePairTrainer.train(words, configuration);
        for (Map.Entry<String, byte[]> file :
                TokenizerFiles.of(model, OptionalInt.empty()).entrySet()) {
            Path path = new Path(context.staging(TokenizerTable.NAME), file.getKey());
            try (OutputStream out = context.fileSystem().create(path, false)) {
                out.write(file.getValue());
            }
        }
        Map<String, Double> metrics = Map.of(
                "distinct-words", (double) words.size(),
                "merges", (double) model.merges().size(),
                "vocabulary-size", (double) model.vocabularySize());
        return new StageResult(Counters.allKept(in), metrics);
    }

    private void requireWords(Map<String, Long> words) {
        if (words.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "there is no text to learn a vocabulary from: " + documents.path() + " is empty",
                    "Look at the counters of the stages before: the input may be empty, or the rules may drop everything.");
        }
    }
}
