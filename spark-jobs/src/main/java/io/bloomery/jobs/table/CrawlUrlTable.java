package io.bloomery.jobs.table;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * {@code crawl_urls}: every URL a crawl met, and what became of it; columns that only the archive fills are null
 * for pages not kept.
 */
public final class CrawlUrlTable {

    public static final String NAME = "crawl_urls";

    /** Columns of {@link FrontierTable}, under the same names, and {@code run_id}. */
    public static final List<String> OF_FRONTIER = List.of(
            FrontierTable.URL,
            FrontierTable.HOST,
            FrontierTable.DEPTH,
            FrontierTable.STATE,
            FrontierTable.STATUS,
            FrontierTable.DETAIL,
            FrontierTable.BYTES,
            FrontierTable.DATE,
            FrontierTable.FILE,
            FrontierTable.OFFSET,
            FrontierTable.LENGTH,
            FrontierTable.RECORD_ID,
            FrontierTable.PAYLOAD_DIGEST,
            FrontierTable.VIA,
            FrontierTable.REDIRECT_TARGET,
            FrontierTable.CANONICAL,
            FrontierTable.USAGE,
            FrontierTable.RETRIES);

    public static final String RUN_ID = "run_id";

    private CrawlUrlTable() {}

    /** The URLs of a frontier. */
    public static Dataset<Row> of(Dataset<Row> frontier, String runId) {
        Column[] columns = Stream.concat(
                        OF_FRONTIER.stream().map(functions::col),
                        Stream.of(lit(runId).as(RUN_ID)))
                .toArray(Column[]::new);
        return frontier.select(columns);
    }
}
