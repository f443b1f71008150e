package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.bloomery.jobs.storage.Sha256;
import io.bloomery.jobs.table.FrontierTable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The content of a crawl, whatever files its pages are in, whenever they were fetched and how often that was tried. */
final class CrawlDigest {

    private static final String[] CONTENT = {
        FrontierTable.URL,
        FrontierTable.DEPTH,
        FrontierTable.STATE,
        FrontierTable.STATUS,
        FrontierTable.PAYLOAD_DIGEST,
        FrontierTable.REDIRECT_TARGET
    };

    private CrawlDigest() {}

    /** The same for the same URLs, states and bodies, in any order. */
    static String of(Dataset<Row> urls) {
        Column[] columns = Arrays.stream(CONTENT).map(functions::col).toArray(Column[]::new);
        Column[] salted = Stream.concat(Stream.of(lit("bloomery")), Arrays.stream(columns))
                .toArray(Column[]::new);
        Row sums = urls.agg(
                        count(lit(1)),
                        coalesce(sum(xxhash64(columns)), lit(0L)),
                        coalesce(sum(xxhash64(salted)), lit(0L)))
                .first();
        return Sha256.of(sums.getLong(0) + "|" + sums.getLong(1) + "|" + sums.getLong(2));
    }
}
