package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.CLUSTER;
import static io.bloomery.jobs.dedup.Columns.COPY;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.REJECT_RULE;
import static io.bloomery.jobs.dedup.Columns.REJECT_STAGE;
import static io.bloomery.jobs.dedup.Columns.REJECT_THRESHOLD;
import static io.bloomery.jobs.dedup.Columns.REJECT_VALUE;
import static io.bloomery.jobs.dedup.Columns.SIMILARITY;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.ClusterTable;
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
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Leaves one document of each that say the same.
 *
 * @param configuration what counts as the same
 * @param documents the table to clear of duplicates; its columns go through as they are
 */
public record DedupeStage(DedupeConfig configuration, PublishedTable documents) implements Stage {

    public static final String DOCUMENTS = "dedupe_documents";
    public static final String REJECTS = "dedupe_rejects";

    /** The rule by which a second document of the same id goes. */
    public static final String DUPLICATE_ID = "duplicate-id";

    @Override
    public String name() {
        return "dedupe";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<PublishedTable> parents() {
        return List.of(documents);
    }

    @Override
    public List<String> tables() {
        return List.of(ClusterTable.NAME, REJECTS, DOCUMENTS);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        WorkTables work = new WorkTables(context);
        StructType schema = (StructType) DataType.fromJson(documents.manifest().schema());
        Dataset<Row> numbered = work.saved("documents", numbered(context.read(documents, schema)));
        long in = numbered.count();
        requireSome(in);
        Dataset<Row> unique = numbered.filter(col(COPY).equalTo(1));
        Dataset<Row> fates = Fates.of(unique, configuration, work);
        String[] columns = schema.fieldNames();
        Dataset<Row> rejects = rejects(numbered, fates);

        context.writeParquet(ClusterTable.NAME, clusters(fates));
        context.writeParquet(
                REJECTS, columns(rejects, columns, REJECT_STAGE, REJECT_RULE, REJECT_VALUE, REJECT_THRESHOLD));
        context.writeParquet(DOCUMENTS, columns(kept(unique, fates), columns));
        return result(context, in);
    }

    private static void requireSome(long documents) {
        if (documents == 0) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "there are no documents to clear of duplicates: the corpus is empty",
                    "Look at the counters of the stage before: its input may be empty, or its rules may drop everything.");
        }
    }

    /** Numbers the documents that share an id, the one with the longest text first. */
    private static Dataset<Row> numbered(Dataset<Row> documents) {
        Column everything =
                struct(Arrays.stream(documents.columns()).map(functions::col).toArray(Column[]::new));
        WindowSpec sameId = Window.partitionBy(ID).orderBy(length(col(TEXT)).desc(), everything);
        return documents.withColumn(COPY, row_number().over(sameId));
    }

    private static Dataset<Row> clusters(Dataset<Row> fates) {
        return fates.filter(col(SIMILARITY).isNotNull())
                .select(
                        col(CLUSTER).as(ClusterTable.CLUSTER_ID),
                        col(ID).as(ClusterTable.DOCUMENT_ID),
                        col(REJECT_RULE).isNull().as(ClusterTable.SURVIVOR),
                        col(SIMILARITY).as(ClusterTable.SIMILARITY));
    }

    private static Dataset<Row> kept(Dataset<Row> unique, Dataset<Row> fates) {
        return unique.join(fates.filter(col(REJECT_RULE).isNull()).select(ID), ID);
    }

    private static Dataset<Row> rejects(Dataset<Row> numbered, Dataset<Row> fates) {
        Dataset<Row> repeated = numbered.filter(col(COPY).gt(1))
                .withColumn(REJECT_RULE, lit(DUPLICATE_ID))
                .withColumn(REJECT_VALUE, col(COPY).cast(DataTypes.DoubleType))
                .withColumn(REJECT_THRESHOLD, lit(1.0));
        Dataset<Row> duplicates = numbered.filter(col(COPY).equalTo(1))
                .join(fates.filter(col(REJECT_RULE).isNotNull()), ID)
                .withColumn(REJECT_VALUE, col(SIMILARITY));
        return repeated.unionByName(duplicates, true).withColumn(REJECT_STAGE, lit("dedupe"));
    }

    private static Dataset<Row> columns(Dataset<Row> rows, String[] columns, String... more) {
        return rows.select(Stream.of(columns, more)
                .flatMap(Arrays::stream)
                .map(functions::col)
                .toArray(Column[]::new));
    }

    /** Counts what was written, so that the numbers are those of the tables whatever was computed twice. */
    private static StageResult result(StageContext context, long in) {
        SparkSession spark = context.spark();
        SortedMap<String, Long> out = new TreeMap<>();
        out.put(
                Counters.KEPT,
                spark.read().parquet(context.staging(DOCUMENTS).toString()).count());
        spark.read()
                .parquet(context.staging(REJECTS).toString())
                .groupBy(REJECT_RULE)
                .count()
                .collectAsList()
                .forEach(row -> out.put(Counters.DROPPED + row.getString(0), row.getLong(1)));
        long clusters = spark.read()
                .parquet(context.staging(ClusterTable.NAME).toString())
                .filter(ClusterTable.SURVIVOR)
                .count();
        return new StageResult(new Counters(in, out), Map.of("clusters", (double) clusters));
    }
}
