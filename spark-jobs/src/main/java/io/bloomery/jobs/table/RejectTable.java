package io.bloomery.jobs.table;

import io.bloomery.data.step.Verdict;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Documents that were dropped, and why: the columns of {@link DocumentTable}, then stage, rule, measured value, limit. */
public final class RejectTable {

    /** The documents that a quality rule dropped. */
    public static final String CLEAN = "clean_rejects";

    public static final StructType SCHEMA = DocumentTable.SCHEMA
            .add("reject_stage", DataTypes.StringType, false)
            .add("reject_rule", DataTypes.StringType, false)
            .add("reject_value", DataTypes.DoubleType, false)
            .add("reject_threshold", DataTypes.DoubleType, false);

    private RejectTable() {}

    /** A row of a dropped document. */
    public static Row toRow(Verdict.Drop drop, String stage, String runId) {
        int documentColumns = DocumentTable.SCHEMA.size();
        Object[] values = Arrays.copyOf(DocumentTable.values(drop.document(), runId), SCHEMA.size());
        values[documentColumns] = stage;
        values[documentColumns + 1] = drop.rule();
        values[documentColumns + 2] = drop.measured();
        values[documentColumns + 3] = drop.limit();
        return RowFactory.create(values);
    }

    /** The drop of a row of this table. */
    public static Verdict.Drop fromRow(Row row) {
        int documentColumns = DocumentTable.SCHEMA.size();
        return new Verdict.Drop(
                DocumentTable.fromRow(row),
                row.getString(documentColumns + 1),
                row.getDouble(documentColumns + 2),
                row.getDouble(documentColumns + 3));
    }
}
