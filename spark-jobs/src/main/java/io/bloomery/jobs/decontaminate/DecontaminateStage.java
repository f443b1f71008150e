package io.bloomery.jobs.decontaminate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import io.bloomery.data.decontaminate.DecontaminateConfig;
import io.bloomery.data.decontaminate.EvaluationItem;
import io.bloomery.data.decontaminate.EvaluationSet;
import io.bloomery.data.decontaminate.NgramIndex;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Takes out of a corpus what evaluation sets ask, and reports what was found where. */
public final class DecontaminateStage implements Stage {

    public static final String DOCUMENTS = "decontaminate_documents";
    public static final String REJECTS = "decontaminate_rejects";

    /** What was found: one row for each item and document that share a run of words. */
    public static final String MATCHES = "contamination";

    static final String RULE = "contaminated";

    private static final String CONTENT_SHA256 = "content_sha256";

    /** What decides the output. */
    private record Inputs(DecontaminateConfig decontaminate, String filesDigest) {}

    private final DecontaminateConfig config;
    private final EvaluationFiles files;
    private final PublishedTable documents;

    private DecontaminateStage(DecontaminateConfig config, EvaluationFiles files, PublishedTable documents) {
        this.config = config;
        this.files = files;
        this.documents = documents;
    }

    /**
     * Clears a table of documents.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where an evaluation set has no files
     */
    public static DecontaminateStage of(DecontaminateConfig config, PublishedTable documents, Configuration hadoop)
            throws IOException {
        if (!config.enabled()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "decontaminate.evaluation-sets is empty: there is nothing to look for",
                    "Name files of questions in decontaminate.evaluation-sets, or leave the stage out.");
        }
        return new DecontaminateStage(config, EvaluationFiles.of(config.evaluationSets(), hadoop), documents);
    }

    @Override
    public String name() {
        return "decontaminate";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Record configuration() {
        return new Inputs(config, files.digest());
    }

    @Override
    public List<PublishedTable> parents() {
        return List.of(documents);
    }

    @Override
    public List<String> tables() {
        return List.of(MATCHES, REJECTS, DOCUMENTS);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        StructType schema = (StructType) DataType.fromJson(documents.manifest().schema());
        Dataset<Row> corpus = context.read(documents, schema);
        List<EvaluationItem> items = items(context);
        NgramIndex index = NgramIndex.of(items, config.rules());
        Dataset<Row> found = found(context, corpus, index);
        Dataset<Row> gone = found.filter(col(Findings.LEFT).equalTo(""));
        Dataset<Row> rejects = corpus.join(gone.select(Findings.ID, Findings.SHARE), Findings.ID)
                .withColumn("reject_stage", lit(name()))
                .withColumn("reject_rule", lit(RULE))
                .withColumn("reject_value", col(Findings.SHARE))
                .withColumn("reject_threshold", lit(0.0));
        context.writeParquet(MATCHES, matches(corpus, found));
        context.writeParquet(
                REJECTS, columns(rejects, schema, "reject_stage", "reject_rule", "reject_value", "reject_threshold"));
        context.writeParquet(DOCUMENTS, columns(kept(corpus, found), schema));
        return result(context, index, items.size());
    }

    private List<EvaluationItem> items(StageContext context) {
        EvaluationItems reader = new EvaluationItems(context.spark());
        List<EvaluationItem> items = new ArrayList<>();
        for (EvaluationSet set : config.evaluationSets()) {
            items.addAll(reader.of(set, files.paths().get(set.name())));
        }
        return items;
    }

    /** One pass over all texts; what it finds is little, and is kept on storage. */
    private Dataset<Row> found(StageContext context, Dataset<Row> corpus, NgramIndex index) {
        String path = new Path(context.work(), "found").toString();
        corpus.select("id", "text")
                .flatMap(Findings.finder(index, config), Encoders.row(Findings.SCHEMA))
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(path);
        return context.spark().read().schema(Findings.SCHEMA).parquet(path);
    }

    private static Dataset<Row> kept(Dataset<Row> corpus, Dataset<Row> found) {
        Dataset<Row> changed = found.select(col(Findings.ID), col(Findings.LEFT));
        Dataset<Row> left = corpus.join(changed, new String[] {Findings.ID}, "left")
                .filter(coalesce(col(Findings.LEFT).notEqual(""), lit(true)));
        Dataset<Row> texts = left.withColumn("text", coalesce(col(Findings.LEFT), col("text")));
        return Arrays.asList(corpus.columns()).contains(CONTENT_SHA256)
                ? texts.withColumn(
                        CONTENT_SHA256,
                        functions
                                .when(col(Findings.LEFT).isNull(), col(CONTENT_SHA256))
                                .otherwise(sha2(col("text").cast("binary"), 256)))
                : texts;
    }

    private static Dataset<Row> matches(Dataset<Row> corpus, Dataset<Row> found) {
        Dataset<Row> urls = Arrays.asList(corpus.columns()).contains("url")
                ? corpus.select("id", "url")
                : corpus.select(col("id"), lit("").as("url"));
        return found.select(col(Findings.ID), explode(col(Findings.ITEMS)).as("item"))
                .join(urls, Findings.ID)
                .select(
                        col("item.set").as("evaluation_set"),
                        col("item.item").as("item_id"),
                        col("item.ngram").as("ngram"),
                        col("item.matches").as("matches"),
                        col(Findings.ID).as("document_id"),
                        coalesce(col("url"), lit("")).as("url"));
    }

    private static Dataset<Row> columns(Dataset<Row> rows, StructType schema, String... more) {
        return rows.select(Stream.of(schema.fieldNames(), more)
                .flatMap(Arrays::stream)
                .map(functions::col)
                .toArray(Column[]::new));
    }

    private static StageResult result(StageContext context, NgramIndex index, int items) {
        long kept = rows(context, DOCUMENTS).count();
        long dropped = rows(context, REJECTS).count();
        Dataset<Row> matches = rows(context, MATCHES);
        TreeMap<String, Long> out = new TreeMap<>(Map.of(Counters.KEPT, kept));
        if (dropped > 0) {
            out.put(Counters.DROPPED + RULE, dropped);
        }
        return new StageResult(
                new Counters(kept + dropped, out),
                Map.of(
                        "evaluation-items", (double) items,
                        "ngrams", (double) index.ngrams(),
                        "items-found",
                                (double) matches.select("evaluation_set", "item_id")
                                        .distinct()
                                        .count(),
                        "documents-found",
                                (double)
                                        matches.select("document_id").distinct().count()));
    }

    private static Dataset<Row> rows(StageContext context, String table) {
        return context.spark().read().parquet(context.staging(table).toString());
    }
}
