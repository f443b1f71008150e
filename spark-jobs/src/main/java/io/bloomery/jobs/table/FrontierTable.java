package io.bloomery.jobs.table;

import io.bloomery.data.crawl.CrawlOutcome;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.crawl.CrawlTarget;
import io.bloomery.data.crawl.Discovery;
import io.bloomery.data.crawl.HostPlan;
import io.bloomery.data.crawl.PlannedUrl;
import io.bloomery.data.crawl.Validators;
import io.bloomery.data.url.CrawlUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * {@code frontier}: every URL a crawl knows, with what it knows of it.
 *
 * <p>Columns that only visits fill are null for URLs that nobody visited. Moments are milliseconds since 1970.
 */
public final class FrontierTable {

    public static final String NAME = "frontier";

    /** The state of a URL that is to be visited; every other state is the label of a {@code CrawlState}. */
    public static final String PENDING = "pending";

    public static final String URL = "url";
    public static final String HOST = "host";
    public static final String DOMAIN = "domain";
    public static final String DEPTH = "depth";
    public static final String REDIRECTS = "redirects";
    public static final String VIA = "via";
    public static final String PRIORITY = "priority";
    public static final String STATE = "state";
    public static final String NEXT_FETCH = "next_fetch";
    public static final String INTERVAL = "interval_ms";
    public static final String RETRIES = "retries";
    public static final String STATUS = "http_status";
    public static final String DETAIL = "detail";
    public static final String REDIRECT_TARGET = "redirect_target";
    public static final String CANONICAL = "canonical_url";
    public static final String USAGE = "usage";
    public static final String BYTES = "fetched_bytes";
    public static final String ETAG = "etag";
    public static final String LAST_MODIFIED = "last_modified";
    public static final String MIME = "mime";
    public static final String DATE = "date";
    public static final String FILE = "file_path";
    public static final String OFFSET = "warc_offset";
    public static final String LENGTH = "warc_length";
    public static final String EXTENT = "warc_extent";
    public static final String RECORD_ID = "warc_record_id";
    public static final String PAYLOAD_DIGEST = "payload_digest";
    public static final String FIRST_RECORD_ID = "first_record_id";
    public static final String FIRST_DATE = "first_date";
    public static final String ROUND = "round";

    public static final StructType SCHEMA = new StructType()
            .add(URL, DataTypes.StringType, false)
            .add(HOST, DataTypes.StringType, false)
            .add(DOMAIN, DataTypes.StringType, false)
            .add(DEPTH, DataTypes.IntegerType, false)
            .add(REDIRECTS, DataTypes.IntegerType, false)
            .add(VIA, DataTypes.StringType, false)
            .add(PRIORITY, DataTypes.IntegerType, false)
            .add(STATE, DataTypes.StringType, false)
            .add(NEXT_FETCH, DataTypes.LongType, false)
            .add(INTERVAL, DataTypes.LongType, false)
            .add(RETRIES, DataTypes.IntegerType, false)
            .add(STATUS, DataTypes.IntegerType, false)
            .add(DETAIL, DataTypes.StringType, false)
            .add(REDIRECT_TARGET, DataTypes.StringType, true)
            .add(CANONICAL, DataTypes.StringType, true)
            .add(USAGE, DataTypes.createArrayType(DataTypes.StringType, false), true)
            .add(BYTES, DataTypes.LongType, false)
            .add(ETAG, DataTypes.StringType, true)
            .add(LAST_MODIFIED, DataTypes.StringType, true)
            .add(MIME, DataTypes.StringType, true)
            .add(DATE, DataTypes.StringType, true)
            .add(FILE, DataTypes.StringType, true)
            .add(OFFSET, DataTypes.LongType, true)
            .add(LENGTH, DataTypes.LongType, true)
            .add(EXTENT, DataTypes.LongType, true)
            .add(RECORD_ID, DataTypes.StringType, true)
            .add(PAYLOAD_DIGEST, DataTypes.StringType, true)
            .add(FIRST_RECORD_ID, DataTypes.StringType, true)
            .add(FIRST_DATE, DataTypes.StringType, true)
            .add(ROUND, DataTypes.IntegerType, false);

    /** What a visit led to; only in the journal of a round. */
    public static final String LINKS = "links";

    /** A row of the journal: the URL and what it led to. */
    public static final StructType VISITED =
            SCHEMA.add(LINKS, DataTypes.createArrayType(DataTypes.StringType, false), false);

    /** What of a visit matters for the rest of its round. */
    public static final StructType DONE = new StructType(new StructField[] {
        VISITED.apply(URL), VISITED.apply(DEPTH), VISITED.apply(REDIRECTS), VISITED.apply(STATE), VISITED.apply(LINKS)
    });

    private FrontierTable() {}

    /** A URL that was met; {@code round} is the one that met it. */
    public static Row found(Discovery.Found found, int round) {
        CrawlTarget target = found.target();
        Object[] values = new Object[SCHEMA.length()];
        values[SCHEMA.fieldIndex(URL)] = target.url().toString();
        values[SCHEMA.fieldIndex(HOST)] = target.url().host();
        values[SCHEMA.fieldIndex(DOMAIN)] = target.url().registrableDomain();
        values[SCHEMA.fieldIndex(DEPTH)] = target.depth();
        values[SCHEMA.fieldIndex(REDIRECTS)] = target.redirects();
        values[SCHEMA.fieldIndex(VIA)] = found.via();
        values[SCHEMA.fieldIndex(PRIORITY)] = target.priority();
        values[SCHEMA.fieldIndex(STATE)] =
                found.refusal().map(CrawlState::label).orElse(PENDING);
        values[SCHEMA.fieldIndex(NEXT_FETCH)] = 0L;
        values[SCHEMA.fieldIndex(INTERVAL)] = 0L;
        values[SCHEMA.fieldIndex(RETRIES)] = 0;
        values[SCHEMA.fieldIndex(STATUS)] = 0;
        values[SCHEMA.fieldIndex(DETAIL)] = "";
        values[SCHEMA.fieldIndex(BYTES)] = 0L;
        values[SCHEMA.fieldIndex(ROUND)] = round;
        return RowFactory.create(values);
    }

    /**
     * A URL that was visited, as a row of {@link #VISITED}.
     *
     * @param interval after which it is due again
     */
    public static Row visited(PlannedUrl planned, CrawlOutcome outcome, Instant now, Duration interval, int round) {
        CrawlTarget target = outcome.target();
        CrawlOutcome.Stored stored = outcome.stored().orElse(null);
        Optional<PlannedUrl.EarlierVisit> before =
                planned.before().filter(earlier -> outcome.state().isRevisit());
        Validators validators = outcome.validators();
        Object[] values = {
            target.url().toString(),
            target.url().host(),
            target.url().registrableDomain(),
            target.depth(),
            target.redirects(),
            planned.via(),
            target.priority(),
            outcome.state().label(),
            now.plus(interval).toEpochMilli(),
            interval.toMillis(),
            outcome.retries(),
            outcome.status(),
            outcome.detail(),
            outcome.redirectTarget().orElse(null),
            outcome.canonical().map(CrawlUrl::toString).orElse(null),
            outcome.usage().all().isEmpty() ? null : outcome.usage().texts().toArray(String[]::new),
            outcome.bodyBytes(),
            orElse(validators.etag(), before.map(earlier -> earlier.validators().etag())),
            orElse(validators.lastModified(), before.map(earlier -> earlier.validators()
                    .lastModified())),
            stored == null ? null : stored.mime(),
            stored == null ? null : stored.date().toString(),
            stored == null ? null : stored.position().file(),
            stored == null ? null : stored.position().offset(),
            stored == null ? null : stored.position().length(),
            stored == null ? null : stored.position().extent(),
            stored == null ? null : stored.position().recordId(),
            stored == null ? null : stored.position().payloadDigest(),
            before.map(PlannedUrl.EarlierVisit::recordId).orElse(null),
            before.map(PlannedUrl.EarlierVisit::date).orElse(null),
            round,
            outcome.links().toArray(String[]::new)
        };
        return new GenericRowWithSchema(values, VISITED);
    }

    /** The columns of {@link #DONE} as a visit that is over. */
    public static HostPlan.Done done(String url, int depth, int redirects, String state, List<String> links) {
        CrawlTarget target = new CrawlTarget(CrawlUrl.parse(url).orElseThrow(), depth, redirects);
        return new HostPlan.Done(target, CrawlState.of(state), links);
    }

    /** A row as something to visit. */
    public static PlannedUrl planned(Row row) {
        CrawlTarget target = new CrawlTarget(
                CrawlUrl.parse(row.getAs(URL)).orElseThrow(), row.<Integer>getAs(DEPTH), row.<Integer>getAs(REDIRECTS));
        String digest = row.getAs(PAYLOAD_DIGEST);
        return new PlannedUrl(
                target,
                row.getAs(VIA),
                Duration.ofMillis(row.<Long>getAs(INTERVAL)),
                digest == null ? Optional.empty() : Optional.of(earlier(row, digest)));
    }

    private static PlannedUrl.EarlierVisit earlier(Row row, String digest) {
        String first = row.getAs(FIRST_RECORD_ID);
        return new PlannedUrl.EarlierVisit(
                new Validators(orEmpty(row.getAs(ETAG)), orEmpty(row.getAs(LAST_MODIFIED))),
                digest,
                first == null ? row.getAs(RECORD_ID) : first,
                first == null ? row.getAs(DATE) : row.getAs(FIRST_DATE));
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }

    private static String orElse(String value, Optional<String> other) {
        return value.isEmpty() ? other.filter(text -> !text.isEmpty()).orElse(null) : value;
    }
}
