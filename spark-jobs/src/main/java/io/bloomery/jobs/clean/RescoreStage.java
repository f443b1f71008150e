package io.bloomery.jobs.clean;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.DocumentTable;
import io.bloomery.jobs.table.OutcomeTable;
import io.bloomery.jobs.table.QuarantineTable;
import io.bloomery.jobs.table.RejectTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes the tables of {@link CleanStage} of those that it made with other limits, without reading a page again.
 *
 * <p>The stored signals are judged by the new limits. It is the same stage by name and fingerprint, and gives the same
 * rows.
 */
public final class RescoreStage implements Stage {

    private final CleanStage clean;
    private final PublishedTable documents;
    private final PublishedTable rejects;
    private final PublishedTable quarantine;

    private RescoreStage(CleanStage clean, TableStore store, PublishedTable documents) throws IOException {
        this.clean = clean;
        this.documents = documents;
        this.rejects = store.find(RejectTable.CLEAN, documents.fingerprint()).orElseThrow();
        this.quarantine =
                store.find(QuarantineTable.CLEAN, documents.fingerprint()).orElseThrow();
    }

    /**
     * Judges again what the newest run that measured the same made of the same input.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where there is none, saying what differs
     */
    public static RescoreStage of(CleanStage clean, TableStore store) throws IOException {
        String obstacle = "nothing was cleaned yet under " + store.root();
        List<PublishedTable> versions = store.versions(DocumentTable.CLEAN);
        for (int i = versions.size() - 1; i >= 0; i--) {
            Optional<String> found = clean.obstacleToRescoring(versions.get(i).manifest());
            if (found.isEmpty()) {
                return new RescoreStage(clean, store, versions.get(i));
            }
            obstacle = versions.get(i).path() + " cannot be judged again: " + found.get();
        }
        throw new BloomeryException(
                ErrorCode.INPUT_MISSING,
                "there is no earlier clean to rescore: " + obstacle,
                "Run `bloomery clean` without --rescore.");
    }

    @Override
    public String name() {
        return clean.name();
    }

    @Override
    public int version() {
        return clean.version();
    }

    @Override
    public Record configuration() {
        return clean.configuration();
    }

    @Override
    public List<PublishedTable> parents() {
        return clean.parents();
    }

    @Override
    public List<String> tables() {
        return clean.tables();
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        RuleSet rules = clean.rules();
        DocumentTable table = new DocumentTable(rules.signals());
        OutcomeTable outcome = new OutcomeTable(table);
        RejectTable reject = new RejectTable(table);
        String runId = context.runId().value();
        Set<String> ruleNames = rules.limits().stream().map(Limit::rule).collect(Collectors.toSet());
        JavaRDD<Row> kept = TableRows.of(context.spark(), documents)
                .javaRDD()
                .map(row -> outcome.toRow(rules.rescore(table.fromRow(row)), CleanStage.NAME, runId));
        JavaRDD<Row> dropped = TableRows.of(context.spark(), rejects)
                .javaRDD()
                .map(row -> outcome.toRow(rescored(reject.fromRow(row), rules, ruleNames), CleanStage.NAME, runId));
        JavaRDD<Row> unreadable = TableRows.of(context.spark(), quarantine)
                .javaRDD()
                .map(row -> outcome.toRow(QuarantineTable.fromRow(row), runId));
        Dataset<Row> outcomes =
                context.spark().createDataFrame(kept.union(dropped).union(unreadable), outcome.schema());
        return CleanTables.write(context, rules, outcomes);
    }

    /** What was dropped before any rule looked at it stays dropped. */
    private static Verdict rescored(Verdict.Drop drop, RuleSet rules, Set<String> ruleNames) {
        return ruleNames.contains(drop.rule()) ? rules.rescore(drop.document()) : drop;
    }
}
