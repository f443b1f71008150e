package io.bloomery.jobs.clean;

import io.bloomery.data.step.Limit;
import io.bloomery.data.step.RuleSet;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.table.DocumentTable;
import io.bloomery.jobs.table.OutcomeTable;
import io.bloomery.jobs.table.QuarantineTable;
import io.bloomery.jobs.table.RejectTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Splits the outcome of every input record into the tables of the stage, and counts it. */
final class CleanTables {

    static final List<String> NAMES = List.of(QuarantineTable.CLEAN, RejectTable.CLEAN, DocumentTable.CLEAN);

    private CleanTables() {}

    /** Writes the tables; rules that dropped nothing are counted with 0. */
    static StageResult write(StageContext context, RuleSet rules, Dataset<Row> outcomes) throws IOException {
        outcomes.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            context.writeParquet(DocumentTable.CLEAN, OutcomeTable.documents(outcomes));
            context.writeParquet(RejectTable.CLEAN, OutcomeTable.rejects(outcomes));
            context.writeParquet(QuarantineTable.CLEAN, OutcomeTable.quarantine(outcomes));
            Counters counters = OutcomeTable.counters(
                    outcomes, rules.limits().stream().map(Limit::rule).toList());
            return new StageResult(counters, Map.of("characters", (double) OutcomeTable.keptCharacters(outcomes)));
        } finally {
            outcomes.unpersist();
        }
    }
}
