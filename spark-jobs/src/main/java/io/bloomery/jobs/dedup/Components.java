package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.GROUP;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.LEFT;
import static io.bloomery.jobs.dedup.Columns.RIGHT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Connected components of a graph: every vertex gets the smallest id it can reach.
 *
 * <p>Each round a vertex takes the smallest label among its neighbours, and then the label of the vertex that its label
 * names, so that long chains shrink by halves; it ends when no label changes. The labels depend on the graph only.
 */
final class Components {

    private static final String NEAREST = "nearest";
    private static final String BEYOND = "beyond";
    private static final String NEXT = "next";

    private Components() {}

    /** Labels the vertices of edges, which have a left and a right id; returns id and group. */
    static Dataset<Row> of(Dataset<Row> edges, WorkTables work) {
        Dataset<Row> both = work.saved(
                "edges-both-ways",
                edges.select(LEFT, RIGHT)
                        .union(edges.select(RIGHT, LEFT))
                        .toDF(ID, NEAREST)
                        .distinct());
        Dataset<Row> labels =
                work.saved("labels-0", both.select(col(ID), col(ID).as(GROUP)).distinct());
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
