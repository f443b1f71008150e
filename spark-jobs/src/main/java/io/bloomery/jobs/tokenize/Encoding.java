package io.bloomery.jobs.tokenize;

import static io.bloomery.jobs.tokenize.TextTable.ID;
import static io.bloomery.jobs.tokenize.TextTable.SHARD;
import static io.bloomery.jobs.tokenize.TextTable.SPLIT;
import static io.bloomery.jobs.tokenize.TextTable.TURN;
import static org.apache.spark.sql.functions.col;

import io.bloomery.data.pack.DocumentPlacement;
import io.bloomery.data.pack.TokenizeConfig;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.Tokenizer;
import io.bloomery.jobs.table.SequenceTable;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Documents to token ids, and those to sequences, shard by shard. */
final class Encoding {

    private Encoding() {}

    /** Encodes documents and says where each belongs. */
    static Dataset<Row> encoded(Dataset<Row> documents, BytePairModel model, TokenizeConfig config) {
        MapPartitionsFunction<Row, Row> encode = rows -> {
            Tokenizer tokenizer = new Tokenizer(model);
            DocumentPlacement placement = new DocumentPlacement(config);
            Iterable<Row> once = () -> rows;
            return StreamSupport.stream(once.spliterator(), false)
                    .map(row -> encoded(row.getString(0), row.getString(1), tokenizer, placement))
                    .iterator();
        };
        return documents.mapPartitions(encode, Encoders.row(TextTable.ENCODED));
    }

    private static Row encoded(String id, String text, Tokenizer tokenizer, DocumentPlacement placement) {
        String split = placement.split(id).column();
        return RowFactory.create(split, placement.shard(id), placement.turn(id), id, tokenizer.encode(text));
    }

    /** Packs encoded documents; a shard of a split lies in one partition, its documents in their order. */
    static Dataset<Row> packed(Dataset<Row> encoded, TokenizeConfig config, int endOfText) {
        MapPartitionsFunction<Row, Row> pack = rows -> new PackedShards(rows, config.sequenceLength(), endOfText);
        return encoded.repartition(config.shards(), col(SPLIT), col(SHARD))
                .sortWithinPartitions(SPLIT, SHARD, TURN, ID)
                .mapPartitions(pack, Encoders.row(SequenceTable.SCHEMA));
    }
}
