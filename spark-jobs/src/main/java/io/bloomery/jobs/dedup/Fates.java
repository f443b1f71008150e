package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.CLUSTER;
import static io.bloomery.jobs.dedup.Columns.GROUP;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.LEFT;
import static io.bloomery.jobs.dedup.Columns.LENGTH;
import static io.bloomery.jobs.dedup.Columns.REJECT_RULE;
import static io.bloomery.jobs.dedup.Columns.REJECT_THRESHOLD;
import static io.bloomery.jobs.dedup.Columns.RIGHT;
import static io.bloomery.jobs.dedup.Columns.SIMILARITY;
import static io.bloomery.jobs.dedup.Columns.SURVIVOR;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.dedup.ContentKey;
import io.bloomery.data.dedup.DedupeConfig;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What becomes of each document: its cluster, and by which rule it goes if it does. */
final class Fates {

    static final String EXACT_DUPLICATE = "exact-duplicate";
    static final String NEAR_DUPLICATE = "near-duplicate";

    private static final double EQUAL = 1;
    private static final String COPIES = "copies";
    private static final String NEAREST = "nearest";

    private static final StructType MEMBER = new StructType()
            .add(GROUP, DataTypes.StringType, false)
            .add(ID, DataTypes.StringType, false)
            .add(LENGTH, DataTypes.IntegerType, false);

    private Fates() {}

    /**
     * Decides about documents with distinct ids: id, cluster (the id that survives of it), rule and threshold (null
     * where the document survives) and similarity (null where it is like no other).
     */
    static Dataset<Row> of(Dataset<Row> documents, DedupeConfig config, WorkTables work) {
        Dataset<Row> exact = work.saved("exact", Survivors.of(keyed(documents)));
        Dataset<Row> distinct = exact.filter(col(ID).equalTo(col(SURVIVOR))).select(ID, LENGTH);
        Dataset<Row> texts = documents.select(ID, TEXT).join(distinct.select(ID), ID);
        Dataset<Row> compared = config.minHash().enabled() ? texts : texts.limit(0);
        Dataset<Row> edges = NearDuplicates.edges(compared, config.minHash(), work);
        Dataset<Row> near = Survivors.of(Components.of(edges, work).join(distinct, ID))
                .select(col(ID).as(SURVIVOR), col(SURVIVOR).as(CLUSTER));
        return work.saved("fates", decided(exact, near, edges, config.minHash().minSimilarity()));
    }

    private static Dataset<Row> keyed(Dataset<Row> documents) {
        MapFunction<Row, Row> key = row -> RowFactory.create(
                ContentKey.of(row.getString(1)),
                row.getString(0),
                row.getString(1).length());
        return documents.select(ID, TEXT).map(key, Encoders.row(MEMBER));
    }

    private static Dataset<Row> decided(
            Dataset<Row> exact, Dataset<Row> near, Dataset<Row> edges, double minSimilarity) {
        Dataset<Row> nearest = edges.select(col(LEFT).as(ID), col(SIMILARITY))
                .union(edges.select(col(RIGHT).as(ID), col(SIMILARITY)))
                .groupBy(ID)
                .agg(max(SIMILARITY).as(NEAREST));
        Dataset<Row> copies = exact.groupBy(SURVIVOR).agg(count(lit(1)).as(COPIES));
        Column cluster = coalesce(col(CLUSTER), col(SURVIVOR));
        Column isExact = col(ID).notEqual(col(SURVIVOR));
        Column isNear = col(ID).equalTo(col(SURVIVOR)).and(cluster.notEqual(col(ID)));
        return exact.join(near, SURVIVOR, "left")
                .join(nearest, ID, "left")
                .join(copies, SURVIVOR)
                .select(
                        col(ID),
                        cluster.as(CLUSTER),
                        when(isExact, EXACT_DUPLICATE)
                                .when(isNear, NEAR_DUPLICATE)
                                .as(REJECT_RULE),
                        when(isExact, EQUAL).when(isNear, minSimilarity).as(REJECT_THRESHOLD),
                        when(col(COPIES).gt(1).and(not(isNear)), EQUAL)
                                .otherwise(col(NEAREST))
                                .as(SIMILARITY));
    }
}
