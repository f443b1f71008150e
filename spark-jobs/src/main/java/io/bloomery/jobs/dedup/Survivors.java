package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.COPIES;
import static io.bloomery.jobs.dedup.Columns.GROUP;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.RANK;
import static io.bloomery.jobs.dedup.Columns.SURVIVOR;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who survives of each group: the one with the least rank, then the smallest id. Groups of any size need no memory. */
final class Survivors {

    private static final String BEST = "best";

    private Survivors() {}

    /** The groups of more than one member, from rows with a group, a rank and an id: group, survivor, copies. */
    static Dataset<Row> ofGroups(Dataset<Row> members) {
        return members.groupBy(GROUP)
                .agg(min(struct(col(RANK), col(ID))).as(BEST), count(lit(1)).as(COPIES))
                .filter(col(COPIES).gt(1))
                .select(col(GROUP), col(BEST + "." + ID).as(SURVIVOR), col(COPIES));
    }
}
