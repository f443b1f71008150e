package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KNOWN;
import static io.bloomery.jobs.dedup.Columns.LANGUAGE;
import static io.bloomery.jobs.dedup.Columns.REJECT_RULE;
import static io.bloomery.jobs.dedup.Columns.REJECT_THRESHOLD;
import static io.bloomery.jobs.dedup.Columns.REJECT_VALUE;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.dedup.passage.Lines;
import io.bloomery.data.dedup.passage.SentenceRuns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What is taken out of the documents that survived, one way after another, each on what the one before left. */
final class Cuts {

    /** What a cut reads: documents to cut from, and those ({@code known}) whose texts only count as said before. */
    static final StructType TEXTS = new StructType()
            .add(ID, "string", false)
            .add(KNOWN, "boolean", false)
            .add(LANGUAGE, "string", false)
            .add(TEXT, "string", false);

    private static final String LEFT_TEXT = "left_text";

    private final List<Cut> cuts;

    Cuts(DedupeConfig config) {
        cuts = new ArrayList<>();
        if (config.bloom().enabled()) {
            cuts.add(SeenCut.documents(config.bloom()));
        }
        if (config.paragraphs().enabled()) {
            cuts.add(SeenCut.paragraphs(config.paragraphs()));
        }
        if (config.lines().enabled()) {
            cuts.add(new PassageCut(
                    "repeated-lines", new Lines(config.lines()), config.lines().keepFirst()));
        }
        if (config.sentences().enabled()) {
            cuts.add(new PassageCut("repeated-sentences", new SentenceRuns(config.sentences()), true));
        }
        if (config.substrings().enabled()) {
            cuts.add(new SubstringCut(config.substrings()));
        }
    }

    boolean isEmpty() {
        return cuts.isEmpty();
    }

    /**
     * What became of documents.
     *
     * @param left id and text of each document that stays
     * @param dropped id, rule, value and threshold of each that goes
     */
    record Result(Dataset<Row> left, Dataset<Row> dropped) {}

    /** Cuts texts, which come as {@link #TEXTS}. */
    Result of(Dataset<Row> texts, WorkTables work) {
        Dataset<Row> left = work.saved("texts", texts);
        Dataset<Row> dropped = null;
        for (Cut cut : cuts) {
            Dataset<Row> changed = work.saved("changed-" + cut.rule(), cut.of(left, work));
            Dataset<Row> gone = changed.filter(col(TEXT).equalTo(""))
                    .select(col(ID), lit(cut.rule()).as(REJECT_RULE), col(REJECT_VALUE), col(REJECT_THRESHOLD));
            dropped = dropped == null ? gone : dropped.union(gone);
            Dataset<Row> newTexts = changed.select(col(ID), col(TEXT).as(LEFT_TEXT));
            Dataset<Row> after = left.join(newTexts, new String[] {ID}, "left")
                    .filter(coalesce(col(LEFT_TEXT).notEqual(""), lit(true)))
                    .select(
                            col(ID),
                            col(KNOWN),
                            col(LANGUAGE),
                            coalesce(col(LEFT_TEXT), col(TEXT)).as(TEXT));
            left = work.saved("texts-" + cut.rule(), after);
        }
        return new Result(left.filter(not(col(KNOWN))).select(ID, TEXT), dropped);
    }
}
