package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.CHARACTERS;
import static io.bloomery.jobs.dedup.Columns.CONTENT_SHA256;
import static io.bloomery.jobs.dedup.Columns.DATE;
import static io.bloomery.jobs.dedup.Columns.GROUP;
import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KEYS;
import static io.bloomery.jobs.dedup.Columns.KNOWN;
import static io.bloomery.jobs.dedup.Columns.RANK;
import static io.bloomery.jobs.dedup.Columns.SIGNALS;
import static io.bloomery.jobs.dedup.Columns.SOURCE;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static io.bloomery.jobs.dedup.Columns.URL;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.bloomery.data.dedup.Candidate;
import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.dedup.ExactConfig;
import io.bloomery.data.dedup.Sketch;
import io.bloomery.data.dedup.Sketcher;
import io.bloomery.data.dedup.SurvivorPolicy;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.table.SignatureTable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What duplicates are decided by, one row for each document: key of its text, keys it can meet others by, and its rank
 * among the same. The only pass over all texts; those of which an earlier run left the keys are not read.
 */
final class Facts {

    private static final String QUALITY = "quality";
    private static final String[] ID_AND_TEXT = {ID, CONTENT_SHA256};

    private static final StructType FACTS = new StructType()
            .add(ID, DataTypes.StringType, false)
            .add(KNOWN, DataTypes.BooleanType, false)
            .add(RANK, DataTypes.StringType, false)
            .add(URL, DataTypes.StringType, false)
            .add(GROUP, DataTypes.StringType, false)
            .add(KEYS, DataTypes.createArrayType(DataTypes.LongType, false), false)
            .add(CONTENT_SHA256, DataTypes.StringType, false)
            .add(CHARACTERS, DataTypes.IntegerType, false);

    private final DedupeConfig config;
    private final WorkTables work;
    private final Dataset<Row> described;
    private long reused;

    /** Facts about documents, which need have no more columns than an id, a text and whether they are known. */
    Facts(Dataset<Row> documents, DedupeConfig config, WorkTables work) {
        this.config = config;
        this.work = work;
        this.described = documents.select(
                col(ID),
                col(KNOWN),
                text(documents, URL),
                text(documents, SOURCE),
                text(documents, DATE),
                quality(documents, config.survivor().signal()),
                text(documents, CONTENT_SHA256),
                col(TEXT));
    }

    /**
     * The facts, one row for each document.
     *
     * @param signatures of known documents, as in {@link SignatureTable}, made by the same settings; those of other texts
     *     than the documents have count for nothing
     */
    Dataset<Row> of(Dataset<Row> signatures) {
        Dataset<Row> signed = work.saved("facts-signed", signed(signatures));
        reused = signed.count();
        return signed.union(work.saved("facts", reused == 0 ? sketched(described) : others(signed)));
    }

    /** Known documents whose text was not read, after {@link #of}. */
    long reused() {
        return reused;
    }

    private Dataset<Row> signed(Dataset<Row> signatures) {
        DedupeConfig settings = config;
        MapPartitionsFunction<Row, Row> facts = rows -> facts(stream(rows), settings);
        return described
                .filter(col(KNOWN).and(col(CONTENT_SHA256).notEqual("")))
                .drop(TEXT)
                .join(signatures, ID_AND_TEXT)
                .select(
                        col(ID),
                        col(KNOWN),
                        col(URL),
                        col(SOURCE),
                        col(DATE),
                        col(QUALITY),
                        col(CONTENT_SHA256),
                        col(SignatureTable.CHARACTERS),
                        col(SignatureTable.EXACT_KEY),
                        col(SignatureTable.MEETING_KEYS))
                .mapPartitions(facts, Encoders.row(FACTS));
    }

    private Dataset<Row> others(Dataset<Row> signed) {
        Dataset<Row> unsigned = described.filter(col(KNOWN)).join(signed.select(ID), new String[] {ID}, "left_anti");
        return sketched(described.filter(not(col(KNOWN))).union(unsigned));
    }

    private Dataset<Row> sketched(Dataset<Row> texts) {
        DedupeConfig settings = config;
        MapPartitionsFunction<Row, Row> facts = rows -> {
            Sketcher sketcher = new Sketcher(settings);
            return facts(stream(rows).map(row -> sketched(row, sketcher)), settings);
        };
        return texts.mapPartitions(facts, Encoders.row(FACTS));
    }

    /** A described document with what its text is found by in place of the text. */
    private static Row sketched(Row row, Sketcher sketcher) {
        String text = row.getString(7);
        Sketch sketch = sketcher.sketch(row.getString(0), text);
        return RowFactory.create(
                row.getString(0),
                row.getBoolean(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.get(5),
                row.getString(6),
                text.length(),
                sketch.exactKey(),
                sketch.meetingKeys());
    }

    private static Iterator<Row> facts(Stream<Row> sketched, DedupeConfig config) {
        SurvivorPolicy policy = new SurvivorPolicy(config.survivor());
        return sketched.map(row -> fact(row, config.exact(), policy)).iterator();
    }

    private static Row fact(Row row, ExactConfig exact, SurvivorPolicy policy) {
        Candidate candidate = new Candidate(
                row.getBoolean(1),
                row.getString(3),
                row.isNullAt(5) ? Double.NaN : row.getDouble(5),
                row.getString(4),
                row.getInt(7));
        return RowFactory.create(
                row.getString(0),
                candidate.known(),
                policy.rank(candidate),
                exact.urlKey(row.getString(2)),
                row.getString(8),
                row.get(9),
                row.getString(6),
                row.getInt(7));
    }

    private static Stream<Row> stream(Iterator<Row> rows) {
        Iterable<Row> once = () -> rows;
        return StreamSupport.stream(once.spliterator(), false);
    }

    private static Column text(Dataset<Row> documents, String column) {
        return Arrays.asList(documents.columns()).contains(column)
                ? coalesce(col(column), lit("")).as(column)
                : lit("").as(column);
    }

    private static Column quality(Dataset<Row> documents, String signal) {
        if (signal.isEmpty()) {
            return lit(null).cast(DataTypes.DoubleType).as(QUALITY);
        }
        String name = signal.replace('-', '_');
        if (!Arrays.asList(documents.columns()).contains(SIGNALS)
                || !Arrays.asList(documents.select(SIGNALS + ".*").columns()).contains(name)) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "dedupe.survivor.signal is " + signal + ", and the documents have no signal of that name",
                    "Name a field of the column signals, or add its rule to the cleaning profile.");
        }
        return col(SIGNALS + "." + name).as(QUALITY);
    }
}
