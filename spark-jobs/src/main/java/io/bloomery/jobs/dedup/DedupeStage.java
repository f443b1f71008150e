package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.CLUSTER;
import static io.bloomery.jobs.dedup.Columns.CONTENT_SHA256;
import static io.bloomery.jobs.dedup.Columns.COPY;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KNOWN;
import static io.bloomery.jobs.dedup.Columns.LANGUAGE;
import static io.bloomery.jobs.dedup.Columns.NEAREST;
import static io.bloomery.jobs.dedup.Columns.REJECT_RULE;
import static io.bloomery.jobs.dedup.Columns.REJECT_STAGE;
import static io.bloomery.jobs.dedup.Columns.REJECT_THRESHOLD;
import static io.bloomery.jobs.dedup.Columns.REJECT_VALUE;
import static io.bloomery.jobs.dedup.Columns.SIMILARITY;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static io.bloomery.jobs.dedup.Columns.URL;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;

import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.document.Document;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.ClusterTable;
import io.bloomery.jobs.table.SignatureTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Leaves one document of each that say the same, and takes out of the others what was said elsewhere.
 *
 * @param configuration what counts as the same
 * @param documents the table to clear of duplicates; its columns go through as they are
 * @param known tables of documents that earlier runs kept; they stay where they are and count as said before
 */
public record DedupeStage(DedupeConfig configuration, PublishedTable documents, List<PublishedTable> known)
        implements Stage {

    public static final String DOCUMENTS = "dedupe_documents";
    public static final String REJECTS = "dedupe_rejects";

    /** The rule by which a second document of the same id goes. */
    public static final String DUPLICATE_ID = "duplicate-id";

    public DedupeStage {
        known = List.copyOf(known);
    }

    @Override
    public String name() {
        return "dedupe";
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public List<PublishedTable> parents() {
        return Stream.concat(Stream.of(documents), known.stream()).toList();
    }

    @Override
    public List<String> tables() {
        return List.of(SignatureTable.NAME, ClusterTable.NAME, REJECTS, DOCUMENTS);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        WorkTables work = new WorkTables(context);
        StructType schema = (StructType) DataType.fromJson(documents.manifest().schema());
        Corpus corpus = Corpus.of(context, documents, known, work);
        long in = corpus.given();
        requireSome(in);
        Dataset<Row> unique = corpus.unique();
        Facts facts = new Facts(unique, configuration, work);
        Dataset<Row> decisive = facts.of(Signatures.of(context, known, configuration));
        Fates pairs = new Fates(configuration, work);
        Dataset<Row> fates = pairs.of(unique, decisive);
        Dataset<Row> standing =
                unique.join(fates.filter(col(REJECT_RULE).isNotNull()).select(ID), new String[] {ID}, "left_anti");
        Dataset<Row> fallen = unique.filter(not(col(KNOWN)))
                .join(fates.filter(col(REJECT_RULE).isNotNull()).drop(KNOWN, URL), ID)
                .withColumn(REJECT_VALUE, col(SIMILARITY));
        Dataset<Row> rejects = corpus.repeated()
                .withColumn(REJECT_RULE, lit(DUPLICATE_ID))
                .withColumn(REJECT_VALUE, col(COPY).cast(DataTypes.DoubleType))
                .withColumn(REJECT_THRESHOLD, lit(1.0))
                .unionByName(fallen, true);
        Dataset<Row> kept = standing.filter(not(col(KNOWN)));
        Cuts cuts = new Cuts(configuration);
        if (!cuts.isEmpty()) {
            Cuts.Result result = cuts.of(texts(standing), work);
            rejects = rejects.unionByName(kept.join(result.dropped(), ID), true);
            kept = withTexts(kept, result.left());
        }
        String[] columns = schema.fieldNames();
        context.writeParquet(ClusterTable.NAME, clusters(fates, unique));
        context.writeParquet(
                REJECTS,
                columns(
                        rejects.withColumn(REJECT_STAGE, lit(name())),
                        columns,
                        REJECT_STAGE,
                        REJECT_RULE,
                        REJECT_VALUE,
                        REJECT_THRESHOLD));
        context.writeParquet(DOCUMENTS, columns(kept, columns));
        context.writeParquet(SignatureTable.NAME, Signatures.kept(staged(context, DOCUMENTS), decisive, configuration));
        return result(context, in, facts, pairs);
    }

    private static void requireSome(long documents) {
        if (documents == 0) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "there are no documents to clear of duplicates: the corpus is empty",
                    "Look at the counters of the stage before: its input may be empty, or its rules may drop"
                            + " everything.");
        }
    }

    private static Dataset<Row> texts(Dataset<Row> documents) {
        Column language = Arrays.asList(documents.columns()).contains(LANGUAGE)
                ? coalesce(col(LANGUAGE), lit(Document.UNKNOWN_LANGUAGE))
                : lit(Document.UNKNOWN_LANGUAGE);
        return documents.select(col(ID), col(KNOWN), language.as(LANGUAGE), col(TEXT));
    }

    private static Dataset<Row> withTexts(Dataset<Row> documents, Dataset<Row> texts) {
        Dataset<Row> replaced = documents.drop(TEXT).join(texts, ID);
        return Arrays.asList(documents.columns()).contains(CONTENT_SHA256)
                ? replaced.withColumn(CONTENT_SHA256, sha2(col(TEXT).cast(DataTypes.BinaryType), 256))
                : replaced;
    }

    private static Dataset<Row> clusters(Dataset<Row> fates, Dataset<Row> unique) {
        Dataset<Row> urls = Arrays.asList(unique.columns()).contains(URL)
                ? unique.select(col(ID), coalesce(col(URL), lit("")).as(URL))
                : unique.select(col(ID), lit("").as(URL));
        return fates.filter(col(SIMILARITY).isNotNull())
                .join(urls, ID)
                .select(
                        col(CLUSTER).as(ClusterTable.CLUSTER_ID),
                        col(ID).as(ClusterTable.DOCUMENT_ID),
                        col(REJECT_RULE).isNull().as(ClusterTable.SURVIVOR),
                        col(SIMILARITY).as(ClusterTable.SIMILARITY),
                        col(URL).as(ClusterTable.URL),
                        coalesce(col(NEAREST), col(CLUSTER)).as(ClusterTable.NEAREST_ID),
                        col(KNOWN).as(ClusterTable.KNOWN));
    }

    private static Dataset<Row> columns(Dataset<Row> rows, String[] columns, String... more) {
        return rows.select(Stream.of(columns, more)
                .flatMap(Arrays::stream)
                .map(functions::col)
                .toArray(Column[]::new));
    }

    /** Counts what was written, so that the numbers are those of the tables whatever was computed twice. */
    private static StageResult result(StageContext context, long in, Facts facts, Fates pairs) {
        SortedMap<String, Long> out = new TreeMap<>();
        out.put(Counters.KEPT, staged(context, DOCUMENTS).count());
        staged(context, REJECTS)
                .groupBy(REJECT_RULE)
                .count()
                .collectAsList()
                .forEach(row -> out.put(Counters.DROPPED + row.getString(0), row.getLong(1)));
        long clusters =
                staged(context, ClusterTable.NAME).filter(ClusterTable.SURVIVOR).count();
        double alarms = pairs.candidates() - pairs.edges();
        return new StageResult(
                new Counters(in, out),
                Map.of(
                        "clusters", (double) clusters,
                        "known-texts-not-read", (double) facts.reused(),
                        "pairs-compared", (double) pairs.candidates(),
                        "pairs-alike", (double) pairs.edges(),
                        "false-alarm-share", pairs.candidates() == 0 ? 0 : alarms / pairs.candidates()));
    }

    private static Dataset<Row> staged(StageContext context, String table) {
        return context.spark().read().parquet(context.staging(table).toString());
    }
}
