package io.bloomery.jobs.tokenize;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of documents that these stages read, and those of encoded documents before they are packed. */
final class TextTable {

    static final String ID = "id";
    static final String TEXT = "text";
    static final String SPLIT = "split";
    static final String SHARD = "shard";
    static final String TURN = "turn";
    static final String TOKENS = "tokens";

    static final StructType TEXTS = new StructType().add(TEXT, DataTypes.StringType, false);

    static final StructType DOCUMENTS =
            new StructType().add(ID, DataTypes.StringType, false).add(TEXT, DataTypes.StringType, false);

    static final StructType ENCODED = new StructType()
            .add(SPLIT, DataTypes.StringType, false)
            .add(SHARD, DataTypes.IntegerType, false)
            .add(TURN, DataTypes.LongType, false)
            .add(ID, DataTypes.StringType, false)
            .add(TOKENS, DataTypes.createArrayType(DataTypes.IntegerType, false), false);

    private TextTable() {}
}
