package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KNOWN;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.bloomery.data.dedup.BloomConfig;
import io.bloomery.data.dedup.BloomFilter;
import io.bloomery.data.dedup.SeenShare;
import io.bloomery.data.dedup.passage.ParagraphsConfig;
import io.bloomery.data.dedup.passage.SeenParagraphs;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Takes out what a Bloom filter says was read before, in an order that a hash of the ids decides (known documents first).
 *
 * <p>What a filter holds does not depend on the order in which it was filled. So the documents are divided into
 * {@value #LAPS} laps; each lap fills a filter of its own, and then reads its documents one after another beginning with
 * what the filters of the laps before it hold. The result is that of one reader, whatever ran at the same time.
 */
final class SeenCut implements Cut {

    private static final long serialVersionUID = 1;

    static final int LAPS = 16;

    private static final String LAP = "lap";
    private static final String PART = "part";
    private static final String BYTES = "bytes";

    private static final StructType PARTS =
            new StructType().add(LAP, "int", false).add(PART, "int", false).add(BYTES, "binary", false);

    /** A reader with memory: what is left of a text, and how much of it was read before. */
    private interface Reader {
        Optional<Row> read(String id, String text);
    }

    /** Makes a reader that begins with what a filter holds. */
    private interface ReaderFactory extends Function<BloomFilter, Reader>, Serializable {}

    private final String rule;
    private final long expected;
    private final double falsePositiveRate;
    private final ReaderFactory readers;

    private SeenCut(String rule, long expected, double falsePositiveRate, ReaderFactory readers) {
        this.rule = rule;
        this.expected = expected;
        this.falsePositiveRate = falsePositiveRate;
        this.readers = readers;
    }

    /** Documents go whose text was mostly read before. */
    static SeenCut documents(BloomConfig config) {
        return new SeenCut("seen-before", config.expectedShingles(), config.falsePositiveRate(), filter -> {
            SeenShare seen = new SeenShare(filter, config.shingleWords());
            return (id, text) -> {
                double share = seen.read(text);
                return share > config.maxSeen()
                        ? Optional.of(RowFactory.create(id, "", share, config.maxSeen()))
                        : Optional.empty();
            };
        });
    }

    /** Paragraphs go that were read before. */
    static SeenCut paragraphs(ParagraphsConfig config) {
        return new SeenCut("repeated-paragraphs", config.expectedParagraphs(), config.falsePositiveRate(), filter -> {
            SeenParagraphs seen = new SeenParagraphs(config, filter);
            return (id, text) -> {
                String left = seen.readAndCut(text);
                double share = text.isEmpty() ? 0 : 1 - (double) left.length() / text.length();
                return left.equals(text)
                        ? Optional.empty()
                        : Optional.of(RowFactory.create(id, left.isBlank() ? "" : left, share, 0.0));
            };
        });
    }

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public Dataset<Row> of(Dataset<Row> texts, WorkTables work) {
        Column lap = when(col(KNOWN), lit(0))
                .otherwise(pmod(xxhash64(col(ID)), lit(LAPS - 1)).plus(1).cast("int"));
        Dataset<Row> inLaps = texts.select(lap.as(LAP), col(ID), col(KNOWN), col(TEXT));
        MapFunction<Row, Integer> byFirst = row -> row.getInt(0);
        Column[] inOrder = {xxhash64(col(ID)), col(ID)};
        Dataset<Row> filled = inLaps.groupByKey(byFirst, Encoders.INT()).flatMapGroups(filling(), Encoders.row(PARTS));
        Dataset<Row> before = work.saved(
                "filters-" + rule,
                filled.groupByKey((MapFunction<Row, Integer>) row -> row.getInt(1), Encoders.INT())
                        .flatMapSortedGroups(new Column[] {col(LAP)}, adding(), Encoders.row(PARTS)));
        return inLaps.groupByKey(byFirst, Encoders.INT())
                .cogroupSorted(
                        before.groupByKey(byFirst, Encoders.INT()),
                        inOrder,
                        new Column[] {col(PART)},
                        reading(),
                        Encoders.row(CHANGED));
    }

    /** The parts of a filter that holds what the texts of a lap say. */
    private FlatMapGroupsFunction<Integer, Row, Row> filling() {
        return (lap, rows) -> {
            BloomFilter filter = BloomFilter.sized(expected, falsePositiveRate);
            Reader reader = readers.apply(filter);
            rows.forEachRemaining(row -> reader.read(row.getString(1), row.getString(3)));
            return IntStream.range(0, filter.parts())
                    .mapToObj(part -> RowFactory.create(lap, part, filter.part(part)))
                    .filter(row -> row.<byte[]>getAs(2).length > 0)
                    .iterator();
        };
    }

    /** For each lap what one part of the filters of all laps before it holds. */
    private FlatMapGroupsFunction<Integer, Row, Row> adding() {
        return (part, rows) -> {
            BloomFilter sum = BloomFilter.sized(expected, falsePositiveRate);
            List<Row> before = new ArrayList<>();
            Row next = rows.hasNext() ? rows.next() : null;
            for (int lap = 0; lap < LAPS; lap++) {
                byte[] bytes = sum.part(part);
                if (bytes.length > 0) {
                    before.add(RowFactory.create(lap, part, bytes));
                }
                if (next != null && next.getInt(0) == lap) {
                    sum.addPart(part, next.getAs(2));
                    next = rows.hasNext() ? rows.next() : null;
                }
            }
            return before.iterator();
        };
    }

    private CoGroupFunction<Integer, Row, Row, Row> reading() {
        return (lap, rows, before) -> {
            BloomFilter filter = BloomFilter.sized(expected, falsePositiveRate);
            before.forEachRemaining(row -> filter.addPart(row.getInt(1), row.getAs(2)));
            Reader reader = readers.apply(filter);
            Iterable<Row> once = () -> rows;
            return StreamSupport.stream(once.spliterator(), false)
                    .flatMap(row -> {
                        Optional<Row> changed = reader.read(row.getString(1), row.getString(3));
                        return row.getBoolean(2) ? Stream.empty() : changed.stream();
                    })
                    .iterator();
        };
    }
}
