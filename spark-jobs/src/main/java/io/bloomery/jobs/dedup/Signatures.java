package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.CONTENT_SHA256;
import static io.bloomery.jobs.dedup.Columns.GROUP;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KEYS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.dedup.Sketcher;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.SignatureTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The signatures that earlier runs left beside the documents they kept. */
final class Signatures {

    private Signatures() {}

    /** Those of some tables that were made by the settings of this run; none of a table that has none beside it. */
    static Dataset<Row> of(StageContext context, List<PublishedTable> known, DedupeConfig config) throws IOException {
        Dataset<Row> all = context.spark().createDataFrame(List.of(), SignatureTable.SCHEMA);
        for (PublishedTable documents : known) {
            Optional<PublishedTable> beside = beside(context, documents);
            if (beside.isPresent()) {
                all = all.union(TableRows.of(context.spark(), beside.get()).select(columns()));
            }
        }
        return all.filter(col(SignatureTable.SETTINGS).equalTo(Sketcher.settings(config)))
                .dropDuplicates(SignatureTable.ID, SignatureTable.CONTENT_SHA256);
    }

    /** Those of documents that are kept with the texts that the facts are about. */
    static Dataset<Row> kept(Dataset<Row> documents, Dataset<Row> facts, DedupeConfig config) {
        boolean hasDigests = Arrays.asList(documents.columns()).contains(CONTENT_SHA256);
        return facts.filter(col(CONTENT_SHA256).notEqual("").and(lit(hasDigests)))
                .join(
                        documents.select(col(ID), hasDigests ? col(CONTENT_SHA256) : lit("").as(CONTENT_SHA256)),
                        new String[] {ID, CONTENT_SHA256})
                .withColumn(SignatureTable.SETTINGS, lit(Sketcher.settings(config)))
                .withColumnRenamed(GROUP, SignatureTable.EXACT_KEY)
                .withColumnRenamed(KEYS, SignatureTable.MEETING_KEYS)
                .select(columns());
    }

    private static Optional<PublishedTable> beside(StageContext context, PublishedTable documents) throws IOException {
        Path root = documents.path().getParent().getParent();
        TableStore shelf =
                new TableStore(root.getFileSystem(context.fileSystem().getConf()), root);
        Optional<PublishedTable> table = shelf.find(SignatureTable.NAME, documents.fingerprint());
        if (table.isPresent()) {
            shelf.verifySizes(table.get());
        }
        return table;
    }

    private static Column[] columns() {
        return List.of(SignatureTable.SCHEMA.fieldNames()).stream()
                .map(functions::col)
                .toArray(Column[]::new);
    }
}
