package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.COPIES;
import static io.bloomery.jobs.dedup.Columns.COPY;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KNOWN;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * The documents to clear of duplicates, and those that earlier runs kept ({@code known}), numbered by id.
 *
 * <p>Of documents that share an id, {@code copy} 1 is the one that counts: a known one, else the one with the longest text.
 */
final class Corpus {

    private final Dataset<Row> numbered;

    private Corpus(Dataset<Row> numbered) {
        this.numbered = numbered;
    }

    static Corpus of(StageContext context, PublishedTable documents, List<PublishedTable> known, WorkTables work)
            throws IOException {
        Dataset<Row> all = rows(context, documents).withColumn(KNOWN, lit(false));
        for (PublishedTable table : known) {
            all = all.unionByName(rows(context, table).withColumn(KNOWN, lit(true)), true);
        }
        return new Corpus(numbered(all, work));
    }

    /** One document for each id, known ones too. */
    Dataset<Row> unique() {
        return numbered.filter(col(COPY).equalTo(1)).drop(COPY);
    }

    /** Further documents of an id. */
    Dataset<Row> repeated() {
        return numbered.filter(col(COPY).gt(1).and(not(col(KNOWN))));
    }

    /** The documents that were given to the stage. */
    long given() {
        return numbered.filter(not(col(KNOWN))).count();
    }

    private static Dataset<Row> rows(StageContext context, PublishedTable table) throws IOException {
        context.store().verifySizes(table);
        return TableRows.of(context.spark(), table);
    }

    /** Only ids that occur twice are sorted, which are few; everything else is read as it lies. */
    private static Dataset<Row> numbered(Dataset<Row> documents, WorkTables work) {
        Dataset<Row> counted = documents
                .groupBy(ID)
                .agg(count(lit(1)).as(COPIES))
                .filter(col(COPIES).gt(1));
        Dataset<Row> repeatedIds = work.saved("repeated-ids", counted.select(ID));
        if (repeatedIds.isEmpty()) {
            return documents.withColumn(COPY, lit(1));
        }
        Column everything =
                struct(Arrays.stream(documents.columns()).map(functions::col).toArray(Column[]::new));
        WindowSpec sameId = Window.partitionBy(ID)
                .orderBy(col(KNOWN).desc(), length(col(TEXT)).desc(), everything);
        Dataset<Row> sorted = work.saved(
                "repeated",
                documents.join(repeatedIds, ID).withColumn(COPY, row_number().over(sameId)));
        return documents
                .join(repeatedIds, new String[] {ID}, "left_anti")
                .withColumn(COPY, lit(1))
                .unionByName(sorted);
    }
}
