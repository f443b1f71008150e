package io.bloomery.jobs.table;

import io.bloomery.data.document.Byline;
import io.bloomery.data.document.Document;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Documents, under the column names that FineWeb made common.
 *
 * <p>{@code signals} has one field for each signal of the profile that cleaned them, in snake case, null where it is not
 * defined for the document; {@code token_count} is null before texts are tokenized.
 */
public final class DocumentTable implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The documents that passed every rule. */
    public static final String CLEAN = "clean_documents";

    public static final String ID = "id";

    private static final String SIGNALS = "signals";

    private static final StructType BEFORE_SIGNALS = new StructType()
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
            .add("title", DataTypes.StringType, false)
            .add("author", DataTypes.StringType, false)
            .add("published", DataTypes.StringType, false)
            .add("canonical_url", DataTypes.StringType, false)
            .add("page_type", DataTypes.StringType, false);

    private final List<String> signals;
    private final StructType schema;

    /** The table of documents that carry these signals, in this order. */
    public DocumentTable(List<String> signals) {
        this.signals = List.copyOf(signals);
        this.schema = BEFORE_SIGNALS
                .add(SIGNALS, struct(this.signals), false)
                .add("warc_record_id", DataTypes.StringType, false)
                .add("run_id", DataTypes.StringType, false);
    }

    /** The table of rows that have this schema, or one that begins with its columns. */
    public static DocumentTable of(StructType schema) {
        StructType signals = (StructType) schema.apply(SIGNALS).dataType();
        return new DocumentTable(Stream.of(signals.fieldNames())
                .map(column -> column.replace('_', '-'))
                .toList());
    }

    public StructType schema() {
        return schema;
    }

    /** A row of a document that is not tokenized yet. */
    public Row toRow(Document document, String runId) {
        return RowFactory.create(values(document, runId));
    }

    /** The document of a row of this table, or of one that begins with its columns. */
    public Document fromRow(Row row) {
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
                signalsOf(row.getStruct(18)),
                row.getString(19),
                new Byline(
                        row.getString(13), row.getString(14), row.getString(15), row.getString(16), row.getString(17)));
    }

    Object[] values(Document document, String runId) {
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
            document.byline().title(),
            document.byline().author(),
            document.byline().published(),
            document.byline().canonicalUrl(),
            document.byline().pageType(),
            RowFactory.create(signals.stream().map(document.signals()::get).toArray()),
            document.warcRecordId(),
            runId
        };
    }

    private Map<String, Double> signalsOf(Row row) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < signals.size(); i++) {
            if (!row.isNullAt(i)) {
                values.put(signals.get(i), row.getDouble(i));
            }
        }
        return values;
    }

    private static StructType struct(List<String> signals) {
        StructType struct = new StructType();
        for (String signal : signals) {
            struct = struct.add(signal.replace('-', '_'), DataTypes.DoubleType, true);
        }
        return struct;
    }
}
