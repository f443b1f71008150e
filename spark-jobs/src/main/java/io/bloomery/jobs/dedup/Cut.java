package io.bloomery.jobs.dedup;

import java.io.Serializable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A way to take out of documents what other documents say, too. */
interface Cut extends Serializable {

    /** The rule by which a document goes of which not enough is left. */
    String rule();

    /**
     * Finds what changes among texts, which come as {@link Cuts#TEXTS}.
     *
     * @return rows of {@link #CHANGED}; an empty text where the document goes
     */
    Dataset<Row> of(Dataset<Row> texts, WorkTables work);

    /** A document that changes: its id, its new text, and the share of it that occurs elsewhere with what is allowed. */
    StructType CHANGED = new StructType()
            .add(Columns.ID, "string", false)
            .add(Columns.TEXT, "string", false)
            .add(Columns.REJECT_VALUE, "double", false)
            .add(Columns.REJECT_THRESHOLD, "double", false);
}
