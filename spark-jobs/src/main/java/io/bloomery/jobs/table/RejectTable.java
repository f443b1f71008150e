package io.bloomery.jobs.table;

import io.bloomery.data.step.Verdict;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Documents that were dropped, and why: the columns of {@link DocumentTable}, then stage, rule, measured value, limit. */
public final class RejectTable implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The documents that a quality rule dropped. */
    public static final String CLEAN = "clean_rejects";

    private final DocumentTable documents;

    /** The rejects among the documents of a table. */
    public RejectTable(DocumentTable documents) {
        this.documents = documents;
    }

    public StructType schema() {
        return documents
                .schema()
                .add("reject_stage", DataTypes.StringType, false)
                .add("reject_rule", DataTypes.StringType, false)
                .add("reject_value", DataTypes.DoubleType, false)
                .add("reject_threshold", DataTypes.DoubleType, false);
    }

    /** A row of a dropped document. */
    public Row toRow(Verdict.Drop drop, String stage, String runId) {
        int documentColumns = documents.schema().size();
        Object[] values = Arrays.copyOf(documents.values(drop.document(), runId), documentColumns + 4);
        values[documentColumns] = stage;
        values[documentColumns + 1] = drop.rule();
        values[documentColumns + 2] = drop.measured();
        values[documentColumns + 3] = drop.limit();
        return RowFactory.create(values);
    }

    /** The drop of a row of this table. */
    public Verdict.Drop fromRow(Row row) {
        int documentColumns = documents.schema().size();
        return new Verdict.Drop(
                documents.fromRow(row),
                row.getString(documentColumns + 1),
                row.getDouble(documentColumns + 2),
                row.getDouble(documentColumns + 3));
    }
}
