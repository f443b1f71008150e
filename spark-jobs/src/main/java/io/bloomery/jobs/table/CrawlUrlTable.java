package io.bloomery.jobs.table;

import io.bloomery.data.crawl.CrawlOutcome;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code crawl_urls}: every URL a crawl met, and what became of it; the last columns are null for pages not kept. */
public final class CrawlUrlTable {

    public static final String NAME = "crawl_urls";

    public static final StructType SCHEMA = new StructType()
            .add("url", DataTypes.StringType, false)
            .add("host", DataTypes.StringType, false)
            .add("depth", DataTypes.IntegerType, false)
            .add("state", DataTypes.StringType, false)
            .add("http_status", DataTypes.IntegerType, false)
            .add("detail", DataTypes.StringType, false)
            .add("fetched_bytes", DataTypes.LongType, false)
            .add("date", DataTypes.StringType, true)
            .add("file_path", DataTypes.StringType, true)
            .add("warc_offset", DataTypes.LongType, true)
            .add("warc_length", DataTypes.LongType, true)
            .add("warc_record_id", DataTypes.StringType, true)
            .add("payload_digest", DataTypes.StringType, true)
            .add("run_id", DataTypes.StringType, false);

    private CrawlUrlTable() {}

    /** The row of an outcome; {@code file} counts only where the page was kept. */
    public static Row toRow(CrawlOutcome outcome, String file, String runId) {
        CrawlOutcome.Stored stored = outcome.stored().orElse(null);
        return RowFactory.create(
                outcome.target().url().toString(),
                outcome.target().url().host(),
                outcome.target().depth(),
                outcome.state().label(),
                outcome.status(),
                outcome.detail(),
                outcome.bodyBytes(),
                stored == null ? null : stored.date().toString(),
                stored == null ? null : file,
                stored == null ? null : stored.position().offset(),
                stored == null ? null : stored.position().length(),
                stored == null ? null : stored.position().recordId(),
                stored == null ? null : stored.position().payloadDigest(),
                runId);
    }
}
