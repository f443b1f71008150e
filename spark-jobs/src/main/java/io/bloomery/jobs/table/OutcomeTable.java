package io.bloomery.jobs.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.bloomery.data.document.Quarantined;
import io.bloomery.data.step.Verdict;
import io.bloomery.jobs.storage.Counters;
import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What became of every input record of a stage, one row each; never stored, only split into the tables that are.
 *
 * <p>{@code outcome} is the name of the counter that the row adds to; of the three structs exactly one is not null.
 */
public final class OutcomeTable implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String OUTCOME = "outcome";
    private static final String DOCUMENT = "document";
    private static final String REJECT = "reject";
    private static final String QUARANTINE = "quarantine";

    private final DocumentTable documents;
    private final RejectTable rejects;

    /** The outcomes of documents of a table. */
    public OutcomeTable(DocumentTable documents) {
        this.documents = documents;
        this.rejects = new RejectTable(documents);
    }

    public StructType schema() {
        return new StructType()
                .add(OUTCOME, DataTypes.StringType, false)
                .add(DOCUMENT, documents.schema(), true)
                .add(REJECT, rejects.schema(), true)
                .add(QUARANTINE, QuarantineTable.SCHEMA, true);
    }

    /** The row of a document that was judged. */
    public Row toRow(Verdict verdict, String stage, String runId) {
        return verdict.fold(
                keep -> RowFactory.create(Counters.KEPT, documents.toRow(keep.document(), runId), null, null),
                drop -> RowFactory.create(
                        Counters.DROPPED + drop.rule(), null, rejects.toRow(drop, stage, runId), null));
    }

    /** The row of input that could not be read. */
    public Row toRow(Quarantined quarantined, String runId) {
        return RowFactory.create(
                Counters.QUARANTINED + quarantined.reason(), null, null, QuarantineTable.toRow(quarantined, runId));
    }

    /** The kept documents of each partition, sorted by id. */
    public static Dataset<Row> documents(Dataset<Row> outcomes) {
        return part(outcomes, DOCUMENT).sortWithinPartitions(DocumentTable.ID, "warc_record_id");
    }

    /** The dropped documents of each partition, sorted by id. */
    public static Dataset<Row> rejects(Dataset<Row> outcomes) {
        return part(outcomes, REJECT).sortWithinPartitions(DocumentTable.ID, "warc_record_id");
    }

    /** The unreadable input of each partition, sorted by place. */
    public static Dataset<Row> quarantine(Dataset<Row> outcomes) {
        return part(outcomes, QUARANTINE).sortWithinPartitions("file_path", "offset");
    }

    /** Counts the rows by outcome; rules that never fired are counted, too, with 0. */
    public static Counters counters(Dataset<Row> outcomes, List<String> rules) {
        TreeMap<String, Long> out = new TreeMap<>();
        rules.forEach(rule -> out.put(Counters.DROPPED + rule, 0L));
        for (Row row : outcomes.groupBy(OUTCOME).agg(count(lit(1))).collectAsList()) {
            out.put(row.getString(0), row.getLong(1));
        }
        return new Counters(out.values().stream().mapToLong(Long::longValue).sum(), out);
    }

    /** Characters in the kept texts. */
    public static long keptCharacters(Dataset<Row> outcomes) {
        Column characters = length(col(DOCUMENT + ".text"));
        return outcomes.agg(coalesce(sum(characters), lit(0L))).first().getLong(0);
    }

    private static Dataset<Row> part(Dataset<Row> outcomes, String struct) {
        return outcomes.filter(col(struct).isNotNull()).select(struct + ".*");
    }
}
