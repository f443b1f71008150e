package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.CrawlOutcome;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.crawl.CrawlTarget;
import io.bloomery.data.source.WarcPosition;
import io.bloomery.data.url.CrawlUrl;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * An outcome on its way from a task to the driver.
 *
 * @param file the archive file of the task that made it; empty for URLs that were never tried
 */
record VisitedUrl(CrawlOutcome outcome, String file) {

    /** The same without links, which nobody needs once the frontier has them. */
    VisitedUrl withoutLinks() {
        CrawlOutcome bare = new CrawlOutcome(
                outcome.target(),
                outcome.state(),
                outcome.status(),
                outcome.detail(),
                List.of(),
                outcome.bodyBytes(),
                outcome.stored());
        return new VisitedUrl(bare, file);
    }

    Row toRow() {
        CrawlTarget target = outcome.target();
        Object[] stored = outcome.stored()
                .map(page -> new Object[] {
                    page.position().offset(),
                    page.position().length(),
                    page.position().recordId(),
                    page.position().payloadDigest(),
                    page.date().toString(),
                    page.mime()
                })
                .orElse(new Object[0]);
        return RowFactory.create(
                file,
                target.url().toString(),
                target.depth(),
                target.redirects(),
                outcome.state().name(),
                outcome.status(),
                outcome.detail(),
                outcome.links().toArray(String[]::new),
                outcome.bodyBytes(),
                stored);
    }

    static VisitedUrl fromRow(Row row) {
        CrawlTarget target =
                new CrawlTarget(CrawlUrl.parse(row.getString(1)).orElseThrow(), row.getInt(2), row.getInt(3));
        Object[] stored = row.getAs(9);
        CrawlOutcome outcome = new CrawlOutcome(
                target,
                CrawlState.valueOf(row.getString(4)),
                row.getInt(5),
                row.getString(6),
                Arrays.asList(row.<String[]>getAs(7)),
                row.getLong(8),
                stored.length == 0 ? Optional.empty() : Optional.of(stored(stored)));
        return new VisitedUrl(outcome, row.getString(0));
    }

    private static CrawlOutcome.Stored stored(Object[] fields) {
        return new CrawlOutcome.Stored(
                new WarcPosition((Long) fields[0], (Long) fields[1], (String) fields[2], (String) fields[3]),
                Instant.parse((String) fields[4]),
                (String) fields[5]);
    }
}
