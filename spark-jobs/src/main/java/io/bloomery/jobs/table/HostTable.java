package io.bloomery.jobs.table;

import io.bloomery.data.crawl.HostRecord;
import io.bloomery.data.crawl.RobotsCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code hosts}: what a crawl remembers of each host; moments are milliseconds since 1970. */
public final class HostTable {

    public static final String NAME = "crawl_hosts";

    public static final String HOST = "host";
    public static final String PAGES = "pages";
    public static final String BYTES = "bytes";
    public static final String NOT_BEFORE = "not_before";
    public static final String DELAY = "delay_ms";
    public static final String GIVEN_UP = "given_up";

    private static final StructType ROBOTS = new StructType()
            .add("origin", DataTypes.StringType, false)
            .add("fetched", DataTypes.LongType, false)
            .add("asked", DataTypes.LongType, false)
            .add("kind", DataTypes.StringType, false)
            .add("content", DataTypes.BinaryType, false)
            .add("detail", DataTypes.StringType, false);

    public static final StructType SCHEMA = new StructType()
            .add(HOST, DataTypes.StringType, false)
            .add(PAGES, DataTypes.LongType, false)
            .add(BYTES, DataTypes.LongType, false)
            .add("failures", DataTypes.IntegerType, false)
            .add("parks", DataTypes.IntegerType, false)
            .add(NOT_BEFORE, DataTypes.LongType, false)
            .add(DELAY, DataTypes.LongType, false)
            .add("sitemaps_read", DataTypes.BooleanType, false)
            .add(GIVEN_UP, DataTypes.BooleanType, false)
            .add("robots", new ArrayType(ROBOTS, false), false);

    /** Which of two rows of a journal that speak of a host is the later one. */
    public static final String SEQUENCE = "sequence";

    /** A row of the journal of a round. */
    public static final StructType LEARNED = SCHEMA.add(SEQUENCE, DataTypes.LongType, false);

    private HostTable() {}

    /** The row of {@link #LEARNED} for a host. */
    public static Row learned(HostRecord host, long sequence) {
        Row[] robots = host.robots().stream().map(HostTable::row).toArray(Row[]::new);
        Object[] values = {
            host.host(),
            host.pages(),
            host.bytes(),
            host.failures(),
            host.parks(),
            host.notBefore().toEpochMilli(),
            host.delay().toMillis(),
            host.sitemapsRead(),
            host.givenUp(),
            robots,
            sequence
        };
        return new GenericRowWithSchema(values, LEARNED);
    }

    private static Row row(RobotsCopy copy) {
        Object[] values = {
            copy.origin(),
            copy.fetched().toEpochMilli(),
            copy.asked().toEpochMilli(),
            copy.kind().name(),
            copy.content(),
            copy.detail()
        };
        return new GenericRowWithSchema(values, ROBOTS);
    }

    /** The host of a row; one that has a name only is one that nobody visited. */
    public static HostRecord fromRow(Row row) {
        if (row.isNullAt(row.fieldIndex(PAGES))) {
            return HostRecord.unvisited(row.getAs(HOST));
        }
        List<Row> robots = row.getList(row.fieldIndex("robots"));
        return new HostRecord(
                row.getAs(HOST),
                row.<Long>getAs(PAGES),
                row.<Long>getAs(BYTES),
                row.<Integer>getAs("failures"),
                row.<Integer>getAs("parks"),
                Instant.ofEpochMilli(row.<Long>getAs(NOT_BEFORE)),
                Duration.ofMillis(row.<Long>getAs(DELAY)),
                row.<Boolean>getAs("sitemaps_read"),
                row.<Boolean>getAs(GIVEN_UP),
                robots.stream().map(HostTable::robots).toList());
    }

    private static RobotsCopy robots(Row row) {
        return new RobotsCopy(
                row.getString(0),
                Instant.ofEpochMilli(row.getLong(1)),
                Instant.ofEpochMilli(row.getLong(2)),
                RobotsCopy.Kind.valueOf(row.getString(3)),
                row.getAs(4),
                row.getString(5));
    }
}
