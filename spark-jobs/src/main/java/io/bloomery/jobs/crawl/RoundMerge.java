package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.crawl.Discovery;
import io.bloomery.jobs.table.FrontierTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** What visits change in the frontier: the URLs that were visited, and those that were found and not known. */
final class RoundMerge {

    /** Column: what a row changes; null for rows that are only written again. */
    private static final String CHANGE = "change";

    private static final String VISITED = "visited";
    private static final String VISITED_NEW = "visited-new";
    private static final String FOUND = "found";
    private static final StructType CHANGES = FrontierTable.SCHEMA.add(CHANGE, DataTypes.StringType, true);

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
     * @param touched as {@link RoundJournal#touched} gives it, cheap to read again
     * @param journal what it was made of, in figures
     */
    Merged merge(Dataset<Row> touched, Tally journal, Path directory) {
        long most = journal.urls() + journal.links();
        long room = Math.max(0, config.budget().maxKnownUrls() - before.totals().known());
        Dataset<Row> changes = changes(touched, most);
        if (most <= room) {
            return write(changes, touched, most, directory, 0);
        }
        Dataset<Row> kept = changes.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Dataset<Row> found = kept.filter(col(CHANGE).equalTo(FOUND));
            long beside = kept.filter(col(CHANGE).equalTo(VISITED_NEW)).count();
            long all = found.count();
            int taken = (int) Math.max(0, Math.min(Math.min(all, room - beside), Integer.MAX_VALUE));
            Dataset<Row> fitting =
                    found.orderBy(FrontierTable.PRIORITY, FrontierTable.URL).limit(taken);
            Dataset<Row> bounded = kept.filter(col(CHANGE).notEqual(FOUND)).unionByName(fitting);
            return write(all == taken ? kept : bounded, touched, most, directory, all - taken);
        } finally {
            kept.unpersist();
        }
    }

    private Merged write(Dataset<Row> changes, Dataset<Row> touched, long most, Path directory, long forgotten) {
        Dataset<Row> visited = RoundJournal.visited(touched);
        Dataset<Row> written = table.write(before.urls(), changes, visited, most, directory);
        Map<Integer, Long> pagesByDepth = new HashMap<>();
        long rows = 0;
        long known = 0;
        long bytes = 0;
        for (Row depth : sums(written).collectAsList()) {
            rows += depth.getLong(1);
            known += depth.getLong(2);
            pagesByDepth.put(depth.getInt(0), depth.getLong(3));
            bytes += depth.getLong(4);
        }
        long pages = pagesByDepth.values().stream().mapToLong(Long::longValue).sum();
        pagesByDepth.values().removeIf(count -> count == 0);
        return new Merged(
                table.after(before.urls(), most, directory, rows),
                new CrawlTotals(known, forgotten, pages, bytes, pagesByDepth, 0));
    }

    /** By depth: rows, new URLs, pages, bytes of pages. */
    private static Dataset<Row> sums(Dataset<Row> written) {
        Column isNew = col(CHANGE).isin(VISITED_NEW, FOUND);
        Column isPage = col(CHANGE).isNotNull().and(col(FrontierTable.STATE).equalTo(CrawlState.FETCHED.label()));
        return written.groupBy(FrontierTable.DEPTH)
                .agg(
                        count(lit(1)),
                        count(when(isNew, 1)),
                        count(when(isPage, 1)),
                        coalesce(sum(when(isPage, col(FrontierTable.BYTES))), lit(0L)));
    }

    /** The rows of the frontier that are new or other than they were. */
    private Dataset<Row> changes(Dataset<Row> touched, long most) {
        Dataset<Row> known = table.keys(before.urls(), touched, most);
        CrawlConfig shipped = config;
        int round = before.round() + 1;
        MapPartitionsFunction<Row, Row> judge = rows -> {
            Discovery discovery = new Discovery(shipped);
            Iterable<Row> all = () -> rows;
            return StreamSupport.stream(all.spliterator(), false)
                    .flatMap(row -> change(row, discovery, round).stream())
                    .iterator();
        };
        Column key = touched.col(FrontierTable.URL);
        return touched.join(known, key.equalTo(known.col(FrontierTable.URL)), "left_outer")
                .select(key, known.col(FrontierTable.URL).isNotNull(), col(RoundJournal.SEEN), col(RoundJournal.WAY))
                .mapPartitions(judge, Encoders.row(CHANGES));
    }

    /** The new row of a URL; empty where it was known and not visited. */
    private static Optional<Row> change(Row touched, Discovery discovery, int round) {
        boolean known = touched.getBoolean(1);
        if (!touched.isNullAt(2)) {
            return Optional.of(row(touched.getStruct(2), known ? VISITED : VISITED_NEW));
        }
        Row way = touched.getStruct(3);
        return known
                ? Optional.empty()
                : discovery
                        .link(touched.getString(0), way.getInt(0), way.getInt(1), way.getString(2))
                        .map(found -> row(FrontierTable.found(found, round), FOUND));
    }

    private static Row row(Row url, String change) {
        Object[] values = new Object[CHANGES.length()];
        for (int i = 0; i < url.length(); i++) {
            values[i] = url.get(i);
        }
        values[CHANGES.fieldIndex(CHANGE)] = change;
        return RowFactory.create(values);
    }
}
