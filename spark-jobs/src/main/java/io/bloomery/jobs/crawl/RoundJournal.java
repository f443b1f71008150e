package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.crawl.Discovery;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** What the finished segments of a round say. */
final class RoundJournal {

    /** Column of {@link #touched}: what a visit made of a URL. */
    static final String SEEN = "seen";

    /** Column of {@link #touched}: how a URL was met. */
    static final String WAY = "way";

    /** Column of {@link #done}: an array of {@link FrontierTable#DONE}. */
    static final String DONE = "done";

    private static final String LATEST = "latest";
    private static final String PLACE = "place";
    private static final String TOUCHED = "touched";

    private final SparkSession spark;
    private final List<Path> urls;
    private final List<Path> hosts;

    RoundJournal(SparkSession spark, List<Path> urls, List<Path> hosts) {
        this.spark = spark;
        this.urls = urls;
        this.hosts = hosts;
    }

    boolean isEmpty() {
        return urls.isEmpty();
    }

    /**
     * Each URL that was visited or that a visit led to, once.
     *
     * <p>{@link #SEEN} is a row of {@link FrontierTable}, null for URLs that were not visited: of two tries of a task that
     * both report one, the first counts. {@link #WAY} is how a URL was met, null for those that nothing led to: the way
     * with the fewest steps, the first page by name.
     */
    Dataset<Row> touched(Discovery discovery) {
        Column redirected = col(FrontierTable.STATE).equalTo(CrawlState.REDIRECTED.label());
        Column place = struct(coalesce(col(FrontierTable.FILE), lit("")), coalesce(col(FrontierTable.OFFSET), lit(0L)));
        Column way = struct(
                when(redirected, col(FrontierTable.DEPTH))
                        .otherwise(col(FrontierTable.DEPTH).plus(1))
                        .as(FrontierTable.DEPTH),
                when(redirected, col(FrontierTable.REDIRECTS).plus(1))
                        .otherwise(lit(0))
                        .as(FrontierTable.REDIRECTS),
                col(FrontierTable.URL).as(FrontierTable.VIA));
        Column followed = discovery.follows(CrawlState.FETCHED)
                ? col(FrontierTable.LINKS)
                : when(redirected, col(FrontierTable.LINKS)).otherwise(array());
        Column seen = struct(columns(FrontierTable.SCHEMA));
        Column itself = touched(col(FrontierTable.URL), seen, place, nothing(way));
        Column others = transform(followed, link -> touched(link, nothing(seen), nothing(place), way));
        return read(urls, FrontierTable.VISITED)
                .select(explode(concat(array(itself), others)).as(TOUCHED))
                .select(TOUCHED + ".*")
                .groupBy(FrontierTable.URL)
                .agg(min_by(col(SEEN), col(PLACE)).as(SEEN), min(WAY).as(WAY));
    }

    private static Column touched(Column url, Column seen, Column place, Column way) {
        return struct(url.as(FrontierTable.URL), seen.as(SEEN), place.as(PLACE), way.as(WAY));
    }

    /** Null, of the type of a column. */
    private static Column nothing(Column column) {
        return when(lit(false), column);
    }

    /** What the visits of each host led to: {@link FrontierTable#HOST} and {@link #DONE}. */
    Dataset<Row> done() {
        return read(urls, FrontierTable.VISITED)
                .groupBy(FrontierTable.HOST)
                .agg(collect_list(struct(columns(FrontierTable.DONE))).as(DONE));
    }

    /** Rows of {@link FrontierTable} for the URLs that were visited. */
    static Dataset<Row> visited(Dataset<Row> touched) {
        return touched.filter(col(SEEN).isNotNull()).select(SEEN + ".*");
    }

    /**
     * The hosts of the round, as {@link HostTable}, with what these visits add to what was known of them.
     *
     * @param visited the URLs
     * @param known the hosts as they were before the round
     */
    Dataset<Row> hosts(Dataset<Row> visited, Dataset<Row> known) {
        Dataset<Row> learned = read(hosts, HostTable.LEARNED)
                .groupBy(HostTable.HOST)
                .agg(max_by(struct(columns(HostTable.LEARNED)), col(HostTable.SEQUENCE))
                        .as(LATEST));
        Column kept = col(FrontierTable.STATE).equalTo(CrawlState.FETCHED.label());
        Dataset<Row> spent = visited.groupBy(col(FrontierTable.HOST).as("of_host"))
                .agg(
                        count(when(kept, 1)).as("more_pages"),
                        coalesce(sum(when(kept, col(FrontierTable.BYTES))), lit(0L))
                                .as("more_bytes"));
        Dataset<Row> before = known.withColumnRenamed(HostTable.HOST, "known_host");
        Column[] columns = Arrays.stream(HostTable.SCHEMA.fieldNames())
                .map(RoundJournal::merged)
                .toArray(Column[]::new);
        return learned.join(spent, col(HostTable.HOST).equalTo(col("of_host")), "left_outer")
                .join(before, col(HostTable.HOST).equalTo(col("known_host")), "left_outer")
                .select(columns);
    }

    private static Column merged(String column) {
        return switch (column) {
            case HostTable.HOST -> col(HostTable.HOST);
            case HostTable.PAGES, HostTable.BYTES ->
                coalesce(col(column), lit(0L))
                        .plus(coalesce(col("more_" + column), lit(0L)))
                        .as(column);
            default -> col(LATEST + "." + column).as(column);
        };
    }

    private Dataset<Row> read(List<Path> files, StructType schema) {
        return files.isEmpty()
                ? spark.createDataFrame(List.of(), schema)
                : spark.read()
                        .schema(schema)
                        .json(files.stream().map(Path::toString).toArray(String[]::new));
    }

    private static Column[] columns(StructType schema) {
        return Arrays.stream(schema.fieldNames()).map(functions::col).toArray(Column[]::new);
    }
}
