package io.bloomery.jobs.table;

import io.bloomery.data.document.Quarantined;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Input that could not be read: where it lies, and why; {@code offset} is -1 where unknown. */
public final class QuarantineTable {

    /** What could not be read of the pages. */
    public static final String CLEAN = "clean_quarantine";

    public static final StructType SCHEMA = new StructType()
            .add("file_path", DataTypes.StringType, false)
            .add("offset", DataTypes.LongType, false)
            .add("url", DataTypes.StringType, false)
            .add("reason", DataTypes.StringType, false)
            .add("detail", DataTypes.StringType, false)
            .add("run_id", DataTypes.StringType, false);

    private QuarantineTable() {}

    /** A row of damaged input. */
    public static Row toRow(Quarantined quarantined, String runId) {
        return RowFactory.create(
                quarantined.filePath(),
                quarantined.offset(),
                quarantined.url(),
                quarantined.reason(),
                quarantined.detail(),
                runId);
    }

    /** The damage of a row of this table. */
    public static Quarantined fromRow(Row row) {
        return new Quarantined(row.getString(0), row.getLong(1), row.getString(2), row.getString(3), row.getString(4));
    }
}
