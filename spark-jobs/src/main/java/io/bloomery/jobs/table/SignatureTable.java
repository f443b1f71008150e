package io.bloomery.jobs.table;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the documents that dedupe kept are found by, so that a later run that compares with them need not look at their
 * texts again.
 *
 * <p>{@code settings} says by which settings the keys were made: rows of other settings are of no use. {@code
 * content_sha256} is that of the text they were made of.
 */
public final class SignatureTable {

    public static final String NAME = "dedupe_signatures";
    public static final String ID = "id";
    public static final String CONTENT_SHA256 = "content_sha256";
    public static final String SETTINGS = "settings";
    public static final String EXACT_KEY = "exact_key";
    public static final String MEETING_KEYS = "meeting_keys";
    public static final String CHARACTERS = "characters";

    public static final StructType SCHEMA = new StructType()
            .add(ID, DataTypes.StringType, false)
            .add(CONTENT_SHA256, DataTypes.StringType, false)
            .add(SETTINGS, DataTypes.StringType, false)
            .add(EXACT_KEY, DataTypes.StringType, false)
            .add(MEETING_KEYS, DataTypes.createArrayType(DataTypes.LongType, false), false)
            .add(CHARACTERS, DataTypes.IntegerType, false);

    private SignatureTable() {}
}
