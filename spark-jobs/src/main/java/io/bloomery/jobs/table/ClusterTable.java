package io.bloomery.jobs.table;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The documents that have duplicates, by cluster.
 *
 * <p>A cluster is named after the document that survives of it. {@code similarity} is the Jaccard similarity to the member
 * that a document is most like, among those it was compared with; 1 for exact duplicates. {@code nearest_id} is that
 * member, or the survivor. Members that an earlier run kept are {@code known}; their table is that run's.
 */
public final class ClusterTable {

    public static final String NAME = "clusters";
    public static final String CLUSTER_ID = "cluster_id";
    public static final String DOCUMENT_ID = "document_id";
    public static final String SURVIVOR = "survivor";
    public static final String SIMILARITY = "similarity";
    public static final String URL = "url";
    public static final String NEAREST_ID = "nearest_id";
    public static final String KNOWN = "known";

    public static final StructType SCHEMA = new StructType()
            .add(CLUSTER_ID, DataTypes.StringType, false)
            .add(DOCUMENT_ID, DataTypes.StringType, false)
            .add(SURVIVOR, DataTypes.BooleanType, false)
            .add(SIMILARITY, DataTypes.DoubleType, false)
            .add(URL, DataTypes.StringType, false)
            .add(NEAREST_ID, DataTypes.StringType, false)
            .add(KNOWN, DataTypes.BooleanType, false);

    private ClusterTable() {}
}
