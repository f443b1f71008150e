package io.bloomery.jobs.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.decontaminate.DecontaminateConfig;
import io.bloomery.data.decontaminate.EvaluationSet;
import io.bloomery.data.decontaminate.NgramProfile;
import io.bloomery.data.decontaminate.NgramProfiles;
import io.bloomery.data.decontaminate.NgramRules;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.run.TestTables;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecontaminateStageIT {

    private static final NgramRules FOUR = new NgramRules(4, true, true, true);

    @TempDir
    Path directory;

    private TestTables tables;
    private PublishedTable documents;

    @BeforeEach
    void writeQuestionsAndDocuments() throws IOException {
        Files.writeString(
                directory.resolve("quiz.jsonl"),
                "{\"n\": 7, \"ask\": {\"text\": \"Which ore is red?\"}, \"answers\": [\"the iron ore of course\","
                        + " null]}\n"
                        + "{\"n\": 8, \"ask\": {\"text\": \"Short\"}, \"answers\": []}\n");
        LocalSpark.session()
                .sql("SELECT 'how to melt slag at home' AS question")
                .write()
                .parquet(directory.resolve("pages.parquet").toString());
        tables = new TestTables(directory.resolve("root"));
        documents = tables.documents(
                List.of(
                        RowFactory.create("a", "Before. The IRON ore, of course! After."),
                        RowFactory.create("b", "nothing here to be found at all"),
                        RowFactory.create("c", "which ore is red? The iron ore; how to melt slag")),
                2);
    }

    @Test
    void dropsDocumentsAndSaysWhatTheyShare() throws IOException {
        StageOutcome outcome = tables.run(stage(config(false, quiz(), pages())));
        assertThat(rows(outcome, DecontaminateStage.DOCUMENTS, "id")).containsExactly("b");
        assertThat(rows(outcome, DecontaminateStage.REJECTS, "id", "reject_stage", "reject_rule"))
                .containsExactly("a|decontaminate|contaminated", "c|decontaminate|contaminated");
        assertThat(rows(
                        outcome,
                        DecontaminateStage.MATCHES,
                        "evaluation_set",
                        "item_id",
                        "ngram",
                        "matches",
                        "document_id"))
                .hasSize(3)
                .contains("quiz|7|the iron ore of|2|a", "quiz|7|which ore is red|4|c");
        assertThat(outcome.primary().manifest().metrics())
                .containsEntry("evaluation-items", 3.0)
                .containsEntry("items-found", 2.0)
                .containsEntry("documents-found", 2.0);
    }

    @Test
    void cutsWhatDocumentsShare() throws IOException {
        StageOutcome outcome = tables.run(stage(config(true, quiz(), pages())));
        assertThat(rows(outcome, DecontaminateStage.DOCUMENTS, "id", "text"))
                .contains("a|Before. After.", "b|nothing here to be found at all");
        assertThat(rows(outcome, DecontaminateStage.REJECTS, "id")).containsExactly("c");
    }

    @Test
    void otherQuestionsUnderTheSameNameMakeAnotherTable() throws IOException {
        String before = StageRunner.fingerprint(stage(config(false, quiz())));
        Files.writeString(directory.resolve("quiz.jsonl"), "{\"n\": 7, \"ask\": {\"text\": \"x\"}, \"answers\": []}\n");
        assertThat(StageRunner.fingerprint(stage(config(false, quiz())))).isNotEqualTo(before);
    }

    @Test
    void namesAFieldThatIsNotThereAndAPathThatMatchesNothing() throws IOException {
        EvaluationSet wrongField = new EvaluationSet("quiz", quiz().path(), "", List.of("question"), List.of());
        DecontaminateStage stage = stage(config(false, wrongField));
        assertThatThrownBy(() -> tables.run(stage))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("the evaluation set quiz has no field question, only answers, ask, n")
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(ErrorCode.CONFIGURATION);
        EvaluationSet nowhere = new EvaluationSet("quiz", directory + "/no*.jsonl", "", List.of("ask"), List.of());
        assertThatThrownBy(() -> stage(config(false, nowhere)))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("matches no file")
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(ErrorCode.INPUT_MISSING);
    }

    private EvaluationSet quiz() {
        return new EvaluationSet(
                "quiz", directory.resolve("quiz.json*").toString(), "n", List.of("ask.text"), List.of("answers"));
    }

    private EvaluationSet pages() {
        return new EvaluationSet(
                "pages", directory.resolve("pages.parquet/*.parquet").toString(), "", List.of("question"), List.of());
    }

    private DecontaminateStage stage(DecontaminateConfig config) throws IOException {
        return DecontaminateStage.of(config, documents, new Configuration());
    }

    private static DecontaminateConfig config(boolean cut, EvaluationSet... sets) {
        return new DecontaminateConfig(List.of(sets), NgramProfile.GPT3, new NgramProfiles(FOUR, FOUR), cut, 2);
    }

    private static List<String> rows(StageOutcome outcome, String table, String... columns) {
        return TestTables.rows(outcome.table(table)).stream()
                .map(row -> row(row, columns))
                .sorted()
                .toList();
    }

    private static String row(Row row, String... columns) {
        return String.join(
                "|",
                List.of(columns).stream()
                        .map(column -> String.valueOf(row.<Object>getAs(column)))
                        .toList());
    }
}
