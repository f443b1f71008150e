package io.bloomery.jobs.table;

import io.bloomery.data.document.Document;
import io.bloomery.data.filter.QualityRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Documents, under the column names that FineWeb made common.
 *
 * <p>{@code signals} has one field for each signal of {@link QualityRules}, in snake case, null where its rule did not
 * run; {@code token_count} is null before texts are tokenized.
 */
public final class DocumentTable {

    /** The documents that passed every rule. */
    public static final String CLEAN = "clean_documents";

    public static final String ID = "id";

    private static final List<String> SIGNALS = QualityRules.signalNames();

    public static final StructType SCHEMA = new StructType()
            .add(ID, DataTypes.StringType, false)
            .add("text", DataTypes.StringType, false)
            .add("url", DataTypes.StringType, false)
            .add("dump", DataTypes.StringType, false)
            .add("date", DataTypes.StringType, false)
            .add("file_path", DataTypes.StringType, false)
            .add("language", DataTypes.StringType, false)
            .add("language_score", DataTypes.DoubleType, false)
            .add("token_count", DataTypes.LongType, true)
            .add("source", DataTypes.StringType, false)
            .add("host", DataTypes.StringType, false)
            .add("license", DataTypes.StringType, false)
            .add("content_sha256", DataTypes.StringType, false)
            .add("signals", signals(), false)
            .add("warc_record_id", DataTypes.StringType, false)
            .add("run_id", DataTypes.StringType, false);

    private DocumentTable() {}

    /** A row of a document that is not tokenized yet. */
    public static Row toRow(Document document, String runId) {
        return RowFactory.create(values(document, runId));
    }

    /** The document of a row of this table, or of one that begins with its columns. */
    public static Document fromRow(Row row) {
        return new Document(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getDouble(7),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                signals(row.getStruct(13)),
                row.getString(14));
    }

    static Object[] values(Document document, String runId) {
        return new Object[] {
            document.id(),
            document.text(),
            document.url(),
            document.dump(),
            document.date(),
            document.filePath(),
            document.language(),
            document.languageScore(),
            null,
            document.source(),
            document.host(),
            document.license(),
            document.contentSha256(),
            RowFactory.create(SIGNALS.stream().map(document.signals()::get).toArray()),
            document.warcRecordId(),
            runId
        };
    }

    private static Map<String, Double> signals(Row row) {
        Map<String, Double> signals = new LinkedHashMap<>();
        for (int i = 0; i < SIGNALS.size(); i++) {
            if (!row.isNullAt(i)) {
                signals.put(SIGNALS.get(i), row.getDouble(i));
            }
        }
        return signals;
    }

    private static StructType signals() {
        StructType signals = new StructType();
        for (String signal : SIGNALS) {
            signals = signals.add(signal.replace('-', '_'), DataTypes.DoubleType, true);
        }
        return signals;
    }
}
