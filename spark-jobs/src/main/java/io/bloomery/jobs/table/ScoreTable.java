package io.bloomery.jobs.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Figures of an evaluation, one a row; {@code tokens} is how many predictions the figure is a mean of. */
public final class ScoreTable {

    public static final String NAME = "scores";

    public static final StructType SCHEMA = new StructType()
            .add("metric", DataTypes.StringType, false)
            .add("value", DataTypes.DoubleType, false)
            .add("tokens", DataTypes.LongType, false);

    private ScoreTable() {}

    /** A row of the table. */
    public static Row toRow(String metric, double value, long tokens) {
        return RowFactory.create(metric, value, tokens);
    }
}
