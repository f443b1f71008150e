package io.bloomery.jobs.tokenize;

import static io.bloomery.jobs.tokenize.TextTable.SHARD;
import static io.bloomery.jobs.tokenize.TextTable.SPLIT;
import static io.bloomery.jobs.tokenize.TextTable.TOKENS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.pack.TokenizeConfig;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.Tokenizer;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.SequenceTable;
import io.bloomery.jobs.table.TokenizerTable;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Turns documents into sequences of token ids.
 *
 * @param configuration their length, the held-out share and the order
 * @param documents the table with the texts
 * @param tokenizer the table with the vocabulary
 */
public record TokenizeStage(TokenizeConfig configuration, PublishedTable documents, PublishedTable tokenizer)
        implements Stage {

    @Override
    public String name() {
        return "tokenize";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<PublishedTable> parents() {
        return List.of(documents, tokenizer);
    }

    @Override
    public List<String> tables() {
        return List.of(SequenceTable.NAME);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        BytePairModel model = TokenizerTable.model(context.fileSystem(), tokenizer);
        Dataset<Row> texts = context.read(documents, TextTable.DOCUMENTS);
        Dataset<Row> encoded = Encoding.encoded(texts, model, configuration).persist(StorageLevel.DISK_ONLY());
        try {
            TokenCensus census = new TokenCensus(configuration.sequenceLength(), shards(encoded));
            census.requireSequences(configuration);
            int endOfText = new Tokenizer(model).endOfText();
            context.writeParquet(SequenceTable.NAME, Encoding.packed(encoded, configuration, endOfText));
            return new StageResult(census.counters(), census.metrics());
        } finally {
            encoded.unpersist();
        }
    }

    /** For each split and shard how many documents, how many of them without tokens, and the tokens of the rest. */
    private static List<Row> shards(Dataset<Row> encoded) {
        Column isEmpty = size(col(TOKENS)).equalTo(0);
        return encoded.groupBy(SPLIT, SHARD)
                .agg(
                        count(lit(1)),
                        sum(when(isEmpty, 1L).otherwise(0L)),
                        sum(when(isEmpty, 0L).otherwise(size(col(TOKENS)).cast("long"))))
                .collectAsList();
    }
}
