package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.crawl.Discovery;
import io.bloomery.jobs.table.FrontierTable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** What visits change in the frontier: the URLs that were visited, and those that were found and not known. */
final class RoundMerge {

    private static final String LINK = "link";
    private static final String FIRST = "first";

    private final CrawlConfig config;
    private final LayeredTable table;
    private final Commit before;

    RoundMerge(CrawlConfig config, LayeredTable table, Commit before) {
        this.config = config;
        this.table = table;
        this.before = before;
    }

    /** The new frontier and what the round adds to the totals, but for the time it took. */
    record Merged(Layers urls, CrawlTotals totals) {}

    /**
     * Writes what is new.
     *
     * @param visited rows of {@link FrontierTable#VISITED}, cheap to read again
     */
    Merged merge(Dataset<Row> visited, Path directory) {
        Dataset<Row> rows = visited.drop(FrontierTable.LINKS);
        long visits = visited.count();
        long beside =
                visits - table.known(before.urls(), rows, visits).distinct().count();
        Dataset<Row> links = links(visited).persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> found = unknown(links, rows, visits).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long all = found.count();
            long room =
                    Math.max(0, config.budget().maxKnownUrls() - before.totals().known() - beside);
            long taken = Math.min(all, room);
            Dataset<Row> fitting = all <= room
                    ? found
                    : found.orderBy(FrontierTable.PRIORITY, FrontierTable.URL)
                            .limit((int) Math.min(taken, Integer.MAX_VALUE));
            Layers urls = table.write(before.urls(), rows.unionByName(fitting), visits + taken, directory);
            return new Merged(urls, totals(visited, beside + taken, all - taken));
        } finally {
            found.unpersist();
            links.unpersist();
        }
    }

    /** Every URL that a visit led to, once: the way with the fewest steps, the first page by name. */
    private Dataset<Row> links(Dataset<Row> visited) {
        Discovery discovery = new Discovery(config);
        Column redirected = col(FrontierTable.STATE).equalTo(CrawlState.REDIRECTED.label());
        Dataset<Row> followed = discovery.follows(CrawlState.FETCHED) ? visited : visited.filter(redirected);
        return followed.select(
                        explode(col(FrontierTable.LINKS)).as(LINK),
                        when(redirected, col(FrontierTable.DEPTH))
                                .otherwise(col(FrontierTable.DEPTH).plus(1))
                                .as(FrontierTable.DEPTH),
                        when(redirected, col(FrontierTable.REDIRECTS).plus(1))
                                .otherwise(lit(0))
                                .as(FrontierTable.REDIRECTS),
                        col(FrontierTable.URL).as(FrontierTable.VIA))
                .groupBy(col(LINK).as(FrontierTable.URL))
                .agg(min(struct(FrontierTable.DEPTH, FrontierTable.REDIRECTS, FrontierTable.VIA))
                        .as(FIRST))
                .select(FrontierTable.URL, FIRST + ".*");
    }

    private Dataset<Row> unknown(Dataset<Row> links, Dataset<Row> visited, long visits) {
        long count = links.count();
        Dataset<Row> known = table.known(before.urls(), links, count);
        Dataset<Row> fresh =
                table.without(table.without(links, known, count), visited.select(FrontierTable.URL), visits);
        CrawlConfig shipped = config;
        int round = before.round() + 1;
        MapPartitionsFunction<Row, Row> judge = rows -> found(rows, new Discovery(shipped), round);
        return fresh.mapPartitions(judge, Encoders.row(FrontierTable.SCHEMA));
    }

    private static Iterator<Row> found(Iterator<Row> links, Discovery discovery, int round) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(links, 0), false)
                .flatMap(link ->
                        discovery.link(link.getString(0), link.getInt(1), link.getInt(2), link.getString(3)).stream())
                .map(found -> FrontierTable.found(found, round))
                .iterator();
    }

    private static CrawlTotals totals(Dataset<Row> visited, long known, long forgotten) {
        Map<Integer, Long> pagesByDepth = new HashMap<>();
        long pages = 0;
        long bytes = 0;
        for (Row depth : visited.filter(col(FrontierTable.STATE).equalTo(CrawlState.FETCHED.label()))
                .groupBy(FrontierTable.DEPTH)
                .agg(count(lit(1)), sum(FrontierTable.BYTES))
                .collectAsList()) {
            pagesByDepth.put(depth.getInt(0), depth.getLong(1));
            pages += depth.getLong(1);
            bytes += depth.getLong(2);
        }
        return new CrawlTotals(known, forgotten, pages, bytes, pagesByDepth, 0);
    }
}
