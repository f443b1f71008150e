package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.GROUP;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.LENGTH;
import static io.bloomery.jobs.dedup.Columns.SURVIVOR;

import io.bloomery.data.dedup.Survivor;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Who survives of each group, by the policy of {@link Survivor}. */
final class Survivors {

    private static final StructType CHOICE =
            new StructType().add(GROUP, DataTypes.StringType, false).add(SURVIVOR, DataTypes.StringType, false);

    private Survivors() {}

    /** Adds the id of the survivor to members, which have a group, an id and a length. */
    static Dataset<Row> of(Dataset<Row> members) {
        MapFunction<Row, String> group = row -> row.getString(0);
        MapGroupsFunction<String, Row, Row> best = (name, rows) -> {
            Survivor survivor = survivor(rows.next());
            while (rows.hasNext()) {
                Survivor other = survivor(rows.next());
                survivor = other.compareTo(survivor) < 0 ? other : survivor;
            }
            return RowFactory.create(name, survivor.id());
        };
        Dataset<Row> choices = members.select(GROUP, ID, LENGTH)
                .groupByKey(group, Encoders.STRING())
                .mapGroups(best, Encoders.row(CHOICE));
        return members.join(choices, GROUP);
    }

    private static Survivor survivor(Row row) {
        return new Survivor(row.getString(1), row.getInt(2));
    }
}
