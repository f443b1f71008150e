package io.bloomery.jobs.mix;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.mix.Draw;
import io.bloomery.data.mix.MixConfig;
import io.bloomery.data.mix.MixPlan;
import io.bloomery.data.mix.SourcePlan;
import io.bloomery.data.mix.SourceSize;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Draws documents of each source as often as the plan says, and puts them in an order that the seed decides.
 *
 * @param configuration shares, budget and seed
 * @param documents to draw from; their columns go through, and {@code epoch} counts the copies of a document from 0
 */
public record MixStage(MixConfig configuration, PublishedTable documents) implements Stage {

    public static final String DOCUMENTS = "mix_documents";

    /** What was planned and taken of each source. */
    public static final String SOURCES = "mix_sources";

    private static final String ID = "id";
    private static final String TEXT = "text";
    private static final String SOURCE = "source";
    private static final String EPOCH = "epoch";
    private static final String ORDER = "mix_order";
    private static final String LOT = "lot";
    private static final String CHARACTERS = "characters";
    private static final String ROWS = "documents";

    private static final StructType LOTS =
            new StructType().add(SOURCE, "string", false).add(LOT, "int", false).add(CHARACTERS, "long", false);

    private static final StructType COPIES =
            new StructType().add(ID, "string", false).add(EPOCH, "int", false).add(ORDER, "long", false);

    private static final StructType PLAN = new StructType()
            .add(SOURCE, "string", false)
            .add("share", "double", false)
            .add("available", "double", false)
            .add("wanted", "double", false)
            .add("target", "double", false)
            .add("epochs", "double", false)
            .add(ROWS, "long", false)
            .add(CHARACTERS, "long", false)
            .add("estimated_tokens", "double", false);

    @Override
    public String name() {
        return "mix";
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
        return List.of(SOURCES, DOCUMENTS);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        requireShares();
        StructType schema = (StructType) DataType.fromJson(documents.manifest().schema());
        Dataset<Row> corpus = context.read(documents, schema);
        Map<String, SourceSize[]> lots = lots(corpus);
        Map<String, SourceSize> sizes = new HashMap<>();
        lots.forEach((source, parts) ->
                sizes.put(source, Arrays.stream(parts).reduce(new SourceSize(0, 0), SourceSize::plus)));
        List<SourcePlan> plans = MixPlan.of(configuration, sizes);
        Dataset<Row> copies = copies(corpus, plans, lots);
        Column[] columns = IntStream.range(0, schema.size() + 1)
                .mapToObj(i -> col(i < schema.size() ? schema.fieldNames()[i] : EPOCH))
                .toArray(Column[]::new);
        context.writeParquet(
                DOCUMENTS,
                corpus.join(copies, ID).orderBy(col(ORDER), col(ID), col(EPOCH)).select(columns));
        context.writeParquet(SOURCES, sources(context, plans));
        return result(context, sizes);
    }

    private void requireShares() {
        if (!configuration.enabled()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "mix.sources is empty: there is nothing to mix",
                    "Name sources and their weights in mix.sources, or leave the stage out.");
        }
    }

    /** How much each lot of each source holds; at most {@value Draw#LOTS} rows a source come back. */
    private Map<String, SourceSize[]> lots(Dataset<Row> corpus) {
        long seed = configuration.seed();
        MapFunction<Row, Row> lot =
                row -> RowFactory.create(row.getString(1), Draw.lot(seed, row.getString(0)), row.getLong(2));
        Dataset<Row> sums = corpus.select(
                        col(ID),
                        coalesce(col(SOURCE), lit("")).as(SOURCE),
                        length(col(TEXT)).cast("long"))
                .map(lot, Encoders.row(LOTS))
                .groupBy(SOURCE, LOT)
                .agg(count(lit(1)).as(ROWS), sum(CHARACTERS).as(CHARACTERS));
        Map<String, SourceSize[]> lots = new TreeMap<>();
        for (Row row : sums.collectAsList()) {
            SourceSize[] parts = lots.computeIfAbsent(row.getString(0), source -> {
                SourceSize[] empty = new SourceSize[Draw.LOTS];
                Arrays.fill(empty, new SourceSize(0, 0));
                return empty;
            });
            parts[row.getInt(1)] = new SourceSize(row.getLong(2), row.getLong(3));
        }
        return lots;
    }

    /** The copies of each document that the plan takes: id, epoch and place in the order. */
    private Dataset<Row> copies(Dataset<Row> corpus, List<SourcePlan> plans, Map<String, SourceSize[]> lots) {
        Map<String, Integer> whole = new HashMap<>();
        Map<String, Integer> part = new HashMap<>();
        for (SourcePlan plan : plans) {
            double[] amounts = Arrays.stream(lots.getOrDefault(plan.source(), new SourceSize[0]))
                    .mapToDouble(size -> size.in(configuration.unit(), configuration.charactersPerToken()))
                    .toArray();
            whole.put(plan.source(), plan.wholeEpochs());
            part.put(plan.source(), Draw.lots(amounts, plan.rest()));
        }
        long seed = configuration.seed();
        FlatMapFunction<Row, Row> drawn = row -> {
            String id = row.getString(0);
            boolean once = Draw.lot(seed, id) < part.getOrDefault(row.getString(1), 0);
            return IntStream.range(0, whole.getOrDefault(row.getString(1), 0) + (once ? 1 : 0))
                    .mapToObj(epoch -> RowFactory.create(id, epoch, Draw.order(seed, id, epoch)))
                    .iterator();
        };
        return corpus.select(col(ID), coalesce(col(SOURCE), lit(""))).flatMap(drawn, Encoders.row(COPIES));
    }

    private Dataset<Row> sources(StageContext context, List<SourcePlan> plans) {
        Map<String, Row> taken = new HashMap<>();
        rows(context)
                .groupBy(SOURCE)
                .agg(count(lit(1)), sum(length(col(TEXT)).cast("long")))
                .collectAsList()
                .forEach(row -> taken.put(row.getString(0), row));
        List<Row> rows = plans.stream()
                .map(plan -> {
                    Row row = taken.get(plan.source());
                    long characters = row == null ? 0 : row.getLong(2);
                    return RowFactory.create(
                            plan.source(),
                            plan.share(),
                            plan.available(),
                            plan.wanted(),
                            plan.target(),
                            plan.epochs(),
                            row == null ? 0L : row.getLong(1),
                            characters,
                            characters / configuration.charactersPerToken());
                })
                .toList();
        return context.spark().createDataFrame(rows, PLAN).coalesce(1);
    }

    private static StageResult result(StageContext context, Map<String, SourceSize> sizes) {
        Row counted = rows(context)
                .agg(count(lit(1)), countDistinct(functions.col(ID)))
                .first();
        long in = sizes.values().stream().mapToLong(SourceSize::documents).sum();
        long kept = counted.getLong(1);
        TreeMap<String, Long> out = new TreeMap<>(Map.of(Counters.KEPT, kept));
        if (in > kept) {
            out.put(Counters.DROPPED + "not-drawn", in - kept);
        }
        return new StageResult(
                new Counters(in, out), Map.of("copies", (double) counted.getLong(0), "sources", (double) sizes.size()));
    }

    private static Dataset<Row> rows(StageContext context) {
        return context.spark().read().parquet(context.staging(DOCUMENTS).toString());
    }
}
