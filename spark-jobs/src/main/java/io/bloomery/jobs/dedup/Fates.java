package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.CHARACTERS;
import static io.bloomery.jobs.dedup.Columns.CLUSTER;
import static io.bloomery.jobs.dedup.Columns.CONTENT_SHA256;
import static io.bloomery.jobs.dedup.Columns.COPIES;
import static io.bloomery.jobs.dedup.Columns.GROUP;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KEY;
import static io.bloomery.jobs.dedup.Columns.KEYS;
import static io.bloomery.jobs.dedup.Columns.KNOWN;
import static io.bloomery.jobs.dedup.Columns.LEFT;
import static io.bloomery.jobs.dedup.Columns.NEAREST;
import static io.bloomery.jobs.dedup.Columns.RANK;
import static io.bloomery.jobs.dedup.Columns.REJECT_RULE;
import static io.bloomery.jobs.dedup.Columns.REJECT_THRESHOLD;
import static io.bloomery.jobs.dedup.Columns.RIGHT;
import static io.bloomery.jobs.dedup.Columns.SIMILARITY;
import static io.bloomery.jobs.dedup.Columns.SURVIVOR;
import static io.bloomery.jobs.dedup.Columns.URL;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.dedup.MinHashSettings;
import io.bloomery.data.dedup.Sketcher;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What becomes of each document: its cluster, and by which rule it goes if it does. */
final class Fates {

    static final String SAME_URL = "same-url";
    static final String EXACT_DUPLICATE = "exact-duplicate";
    static final String NEAR_DUPLICATE = "near-duplicate";

    private static final double EQUAL = 1;
    private static final String MOST_LIKE = "most_like";
    private static final String URL_SURVIVOR = "url_survivor";
    private static final String URL_COPIES = "url_copies";

    private final DedupeConfig config;
    private final WorkTables work;
    private long candidates;
    private long edges;

    Fates(DedupeConfig config, WorkTables work) {
        this.config = config;
        this.work = work;
    }

    /** Pairs of texts that met in a bucket, after {@link #of}. */
    long candidates() {
        return candidates;
    }

    /** Pairs of texts that are alike, after {@link #of}. */
    long edges() {
        return edges;
    }

    /**
     * Decides about documents with distinct ids: id, known, cluster (the id that survives of it), rule and threshold (null
     * where the document survives), similarity and the nearest document (null where it is like no other).
     *
     * @param facts about the documents
     */
    Dataset<Row> of(Dataset<Row> documents, Dataset<Row> facts) {
        Dataset<Row> exact = work.saved("exact", exact(facts.drop(CONTENT_SHA256, CHARACTERS)));
        Dataset<Row> distinct = exact.filter(col(ID).equalTo(col(SURVIVOR)));
        Dataset<Row> pairs = near(distinct, documents);
        Dataset<Row> members = Components.of(pairs, work).join(distinct.select(ID, RANK), ID);
        Dataset<Row> near = members.join(Survivors.ofGroups(members), GROUP)
                .select(col(ID).as(SURVIVOR), col(SURVIVOR).as(CLUSTER));
        return work.saved(
                "fates", decided(exact, near, pairs, config.minHash().settings().minSimilarity()));
    }

    /** Adds who survives of the documents with the same URL, and of the rest who survives of those with the same text. */
    private Dataset<Row> exact(Dataset<Row> facts) {
        Dataset<Row> byUrl = byUrl(facts);
        Dataset<Row> standing = byUrl.filter(col(ID).equalTo(col(URL_SURVIVOR)));
        Dataset<Row> texts = Survivors.ofGroups(standing).toDF(KEY, SURVIVOR, COPIES);
        Dataset<Row> byText = config.exact().text()
                ? standing.join(texts, col(GROUP).equalTo(col(KEY)), "left").drop(KEY)
                : standing.withColumn(SURVIVOR, col(ID)).withColumn(COPIES, lit(1L));
        Dataset<Row> kept = byText.withColumn(SURVIVOR, coalesce(col(SURVIVOR), col(ID)))
                .withColumn(COPIES, greatest(coalesce(col(COPIES), lit(1L)), col(URL_COPIES)));
        if (!config.exact().url()) {
            return kept;
        }
        Dataset<Row> fallen = byUrl.filter(col(ID).notEqual(col(URL_SURVIVOR)))
                .join(
                        kept.select(col(ID).as(KEY), col(SURVIVOR), col(COPIES)),
                        col(URL_SURVIVOR).equalTo(col(KEY)))
                .drop(KEY);
        return kept.unionByName(fallen);
    }

    private Dataset<Row> byUrl(Dataset<Row> facts) {
        if (!config.exact().url()) {
            return facts.withColumn(URL_SURVIVOR, col(ID)).withColumn(URL_COPIES, lit(1L));
        }
        Dataset<Row> urls = Survivors.ofGroups(
                        facts.filter(col(URL).notEqual("")).select(col(URL).as(GROUP), col(RANK), col(ID)))
                .toDF(KEY, URL_SURVIVOR, URL_COPIES);
        return facts.join(urls, col(URL).equalTo(col(KEY)), "left")
                .drop(KEY)
                .withColumn(URL_SURVIVOR, coalesce(col(URL_SURVIVOR), col(ID)))
                .withColumn(URL_COPIES, coalesce(col(URL_COPIES), lit(1L)));
    }

    private Dataset<Row> near(Dataset<Row> distinct, Dataset<Row> documents) {
        int keys = Sketcher.keys(config);
        if (keys == 0) {
            return NearDuplicates.none(documents);
        }
        MinHashSettings settings = config.minHash().settings();
        Dataset<Row> keyed = distinct.select(ID, KEYS);
        Dataset<Row> meetings = NearDuplicates.meetings(keyed, settings.bucketsPerPass(), keys, work);
        Dataset<Row> met = NearDuplicates.candidates(meetings, work);
        Dataset<Row> pairs = NearDuplicates.verified("met", met, documents, settings, work);
        candidates = met.count();
        if (!meetings.filter(col(KEY).isNotNull()).isEmpty()) {
            Dataset<Row> more = NearDuplicates.neighbours(meetings, met, pairs, keyed, work);
            pairs = pairs.union(NearDuplicates.verified("neighbours", more, documents, settings, work));
            candidates += more.count();
        }
        edges = pairs.count();
        return pairs;
    }

    private static Dataset<Row> decided(
            Dataset<Row> exact, Dataset<Row> near, Dataset<Row> edges, double minSimilarity) {
        Dataset<Row> nearest = edges.select(
                        col(LEFT).as(ID), col(SIMILARITY), col(RIGHT).as(NEAREST))
                .union(edges.select(
                        col(RIGHT).as(ID), col(SIMILARITY), col(LEFT).as(NEAREST)))
                .groupBy(ID)
                .agg(max(struct(col(SIMILARITY), col(NEAREST))).as(MOST_LIKE));
        Column cluster = coalesce(col(CLUSTER), col(SURVIVOR));
        Column sameUrl = col(ID).notEqual(col(URL_SURVIVOR));
        Column isExact = col(ID).notEqual(col(SURVIVOR)).and(not(sameUrl));
        Column isNear = col(ID).equalTo(col(SURVIVOR)).and(cluster.notEqual(col(ID)));
        Column isCopied = col(COPIES).gt(1).and(not(isNear));
        return exact.join(near, SURVIVOR, "left")
                .join(nearest, ID, "left")
                .select(
                        col(ID),
                        col(KNOWN),
                        cluster.as(CLUSTER),
                        when(sameUrl, SAME_URL)
                                .when(isExact, EXACT_DUPLICATE)
                                .when(isNear, NEAR_DUPLICATE)
                                .as(REJECT_RULE),
                        when(sameUrl.or(isExact), EQUAL)
                                .when(isNear, minSimilarity)
                                .as(REJECT_THRESHOLD),
                        when(sameUrl.or(isCopied), EQUAL)
                                .otherwise(col(MOST_LIKE + "." + SIMILARITY))
                                .as(SIMILARITY),
                        when(sameUrl.or(isExact), col(SURVIVOR))
                                .otherwise(col(MOST_LIKE + "." + NEAREST))
                                .as(NEAREST));
    }
}
