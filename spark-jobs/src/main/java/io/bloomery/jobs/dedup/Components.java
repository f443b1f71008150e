package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.GROUP;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.LEFT;
import static io.bloomery.jobs.dedup.Columns.RIGHT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.min;

import io.bloomery.data.dedup.DisjointSets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Connected components of a graph: every vertex gets the smallest id it can reach, so the labels depend on the graph only.
 *
 * <p>Up to {@value #MAX_LOCAL} edges are joined in the driver. Of more, each round a vertex takes the smallest label among
 * its neighbours, and then the label of the vertex that its label names, so that long chains shrink by halves; it ends
 * when no label changes.
 */
final class Components {

    static final long MAX_LOCAL = 200_000;

    private static final String NEAREST = "nearest";
    private static final String BEYOND = "beyond";
    private static final String NEXT = "next";

    private static final StructType LABELS =
            new StructType().add(ID, DataTypes.StringType, false).add(GROUP, DataTypes.StringType, false);

    private Components() {}

    /** Labels the vertices of edges, which have a left and a right id; returns id and group. */
    static Dataset<Row> of(Dataset<Row> edges, WorkTables work) {
        return edges.count() <= MAX_LOCAL ? local(edges) : distributed(edges, work);
    }

    private static Dataset<Row> local(Dataset<Row> edges) {
        DisjointSets<String> sets = new DisjointSets<>();
        Iterator<Row> rows = edges.select(LEFT, RIGHT).toLocalIterator();
        while (rows.hasNext()) {
            Row row = rows.next();
            sets.join(row.getString(0), row.getString(1));
        }
        List<Row> labels = new ArrayList<>();
        sets.components().forEach((id, least) -> labels.add(RowFactory.create(id, least)));
        return edges.sparkSession().createDataFrame(labels, LABELS);
    }

    static Dataset<Row> distributed(Dataset<Row> edges, WorkTables work) {
        Dataset<Row> both = work.saved(
                "edges-both-ways",
                edges.select(LEFT, RIGHT)
                        .union(edges.select(RIGHT, LEFT))
                        .toDF(ID, NEAREST)
                        .distinct());
        Dataset<Row> labels = work.saved(
                "labels-0", both.groupBy(ID).agg(least(col(ID), min(NEAREST)).as(GROUP)));
        for (int round = 1; ; round++) {
            Dataset<Row> moved = work.saved("labels-" + round, round(both, labels));
            if (moved.filter(col(GROUP).notEqual(col(NEXT))).isEmpty()) {
                return labels;
            }
            labels = moved.select(col(ID), col(NEXT).as(GROUP));
        }
    }

    /** The labels before and after a round: id, group, next. */
    private static Dataset<Row> round(Dataset<Row> edges, Dataset<Row> labels) {
        Dataset<Row> nearest = edges.join(labels.toDF(NEAREST, BEYOND), NEAREST)
                .groupBy(ID)
                .agg(min(BEYOND).as(NEAREST));
        Dataset<Row> taken = labels.join(nearest, ID)
                .select(col(ID), col(GROUP), least(col(GROUP), col(NEAREST)).as(NEXT));
        return taken.join(labels.toDF(NEXT, BEYOND), NEXT)
                .select(col(ID), col(GROUP), col(BEYOND).as(NEXT));
    }
}
