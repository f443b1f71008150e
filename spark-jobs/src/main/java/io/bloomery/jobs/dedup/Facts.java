package io.bloomery.jobs.dedup;

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

import io.bloomery.data.dedup.Candidate;
import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.dedup.ExactConfig;
import io.bloomery.data.dedup.Sketch;
import io.bloomery.data.dedup.Sketcher;
import io.bloomery.data.dedup.SurvivorPolicy;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.Arrays;
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
 * among the same. The only pass over all texts.
 */
final class Facts {

    private static final StructType FACTS = new StructType()
            .add(ID, DataTypes.StringType, false)
            .add(KNOWN, DataTypes.BooleanType, false)
            .add(RANK, DataTypes.StringType, false)
            .add(URL, DataTypes.StringType, false)
            .add(GROUP, DataTypes.StringType, false)
            .add(KEYS, DataTypes.createArrayType(DataTypes.LongType, false), false);

    private Facts() {}

    static Dataset<Row> of(Dataset<Row> documents, DedupeConfig config) {
        return documents
                .select(
                        col(ID),
                        col(TEXT),
                        col(KNOWN),
                        text(documents, URL),
                        text(documents, SOURCE),
                        text(documents, DATE),
                        quality(documents, config.survivor().signal()))
                .mapPartitions(sketcher(config), Encoders.row(FACTS));
    }

    private static MapPartitionsFunction<Row, Row> sketcher(DedupeConfig config) {
        return rows -> {
            Sketcher sketcher = new Sketcher(config);
            SurvivorPolicy policy = new SurvivorPolicy(config.survivor());
            Iterable<Row> once = () -> rows;
            return StreamSupport.stream(once.spliterator(), false)
                    .map(row -> facts(row, config.exact(), sketcher.sketch(row.getString(0), row.getString(1)), policy))
                    .iterator();
        };
    }

    private static Row facts(Row row, ExactConfig exact, Sketch sketch, SurvivorPolicy policy) {
        Candidate candidate = new Candidate(
                row.getBoolean(2),
                row.getString(4),
                row.isNullAt(6) ? Double.NaN : row.getDouble(6),
                row.getString(5),
                row.getString(1).length());
        return RowFactory.create(
                row.getString(0),
                candidate.known(),
                policy.rank(candidate),
                exact.urlKey(row.getString(3)),
                sketch.exactKey(),
                sketch.meetingKeys());
    }

    private static Column text(Dataset<Row> documents, String column) {
        return Arrays.asList(documents.columns()).contains(column)
                ? coalesce(col(column), lit("")).as(column)
                : lit("").as(column);
    }

    private static Column quality(Dataset<Row> documents, String signal) {
        if (signal.isEmpty()) {
            return lit(null).cast(DataTypes.DoubleType);
        }
        String name = signal.replace('-', '_');
        if (!Arrays.asList(documents.columns()).contains(SIGNALS)
                || !Arrays.asList(documents.select(SIGNALS + ".*").columns()).contains(name)) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "dedupe.survivor.signal is " + signal + ", and the documents have no signal of that name",
                    "Name a field of the column signals, or add its rule to the cleaning profile.");
        }
        return col(SIGNALS + "." + name);
    }
}
