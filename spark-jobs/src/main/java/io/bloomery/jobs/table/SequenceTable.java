package io.bloomery.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Packed token sequences; {@code length} is the number of tokens, {@code split} says what they may be used for. */
public final class SequenceTable {

    public static final String NAME = "sequences";

    /** The split to learn from. */
    public static final String TRAIN = "train";

    /** The split that no training step sees. */
    public static final String VALIDATION = "validation";

    static final String INPUT_IDS = "input_ids";
    static final String LENGTH = "length";
    static final String SPLIT = "split";

    public static final StructType SCHEMA = new StructType()
            .add(INPUT_IDS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(LENGTH, DataTypes.IntegerType, false)
            .add("document_ids", DataTypes.createArrayType(DataTypes.StringType, false), false)
            .add(SPLIT, DataTypes.StringType, false);

    private SequenceTable() {}

    /** A row of the table. */
    public static Row toRow(int[] inputIds, List<String> documentIds, String split) {
        return RowFactory.create(inputIds, inputIds.length, documentIds.toArray(String[]::new), split);
    }

    /** The ids of a row of {@link #idsOf}. */
    public static int[] ids(Row row) {
        return row.<Integer>getList(0).stream().mapToInt(Integer::intValue).toArray();
    }

    /** The ids of one split, alone, in an order that depends on them only and not on files or partitions. */
    public static Dataset<Row> idsOf(Dataset<Row> sequences, String split) {
        Column ids = col(INPUT_IDS);
        return sequences.filter(col(SPLIT).equalTo(split)).select(ids).orderBy(xxhash64(ids), ids);
    }
}
