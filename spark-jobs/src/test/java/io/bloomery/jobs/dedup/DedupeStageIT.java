package io.bloomery.jobs.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.document.DocumentId;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.TestTables;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.SignatureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupeStageIT {

    private static final DedupeConfig DEFAULTS = DedupeConfigs.nearDuplicates();
    private static final String LONG_TEXT = words("ore", 200);

    private static final StructType SIGNED = new StructType()
            .add("id", DataTypes.StringType, false)
            .add("text", DataTypes.StringType, false)
            .add("content_sha256", DataTypes.StringType, false);

    @TempDir
    java.nio.file.Path directory;

    @Test
    void leavesOneDocumentOfEachThatSayTheSame() throws IOException {
        List<Row> rows = List.of(
                row("a", LONG_TEXT),
                row("b", LONG_TEXT + " and slag"),
                row("c", " " + LONG_TEXT + "\n"),
                row("d", "something else"),
                row("e", "something  else"),
                row("f", "alone"),
                row("g", ""),
                row("h", "..."),
                row("f", "alon"));
        StageOutcome outcome = dedupe(rows, 2, DEFAULTS);

        assertThat(rows(outcome, DedupeStage.DOCUMENTS, "id", "text"))
                .containsExactly("b|" + LONG_TEXT + " and slag", "e|something  else", "f|alone", "g|", "h|...");
        assertThat(rows(outcome, DedupeStage.REJECTS, "id", "reject_stage", "reject_rule", "reject_threshold"))
                .containsExactly(
                        "a|dedupe|exact-duplicate|1.0",
                        "c|dedupe|near-duplicate|0.7",
                        "d|dedupe|exact-duplicate|1.0",
                        "f|dedupe|duplicate-id|1.0");
        assertThat(rows(outcome, "clusters", "document_id", "cluster_id", "survivor"))
                .containsExactly("a|b|false", "b|b|true", "c|b|false", "d|e|false", "e|e|true");
        assertThat(outcome.primary().manifest().counters().out())
                .isEqualTo(new TreeMap<>(Map.of(
                        "kept",
                        5L,
                        "dropped.exact-duplicate",
                        2L,
                        "dropped.near-duplicate",
                        1L,
                        "dropped.duplicate-id",
                        1L)));
        assertThat(outcome.primary().manifest().metrics()).containsEntry("clusters", 2.0);
    }

    @Test
    void givesTheSameRowsWhateverTheOrderAndPartitioning() throws IOException {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 120; i++) {
            String[] text = words("w" + (char) ('a' + i % 12), 120).split(" ", -1);
            IntStream.range(0, random.nextInt(2))
                    .forEach(edit -> text[random.nextInt(120)] = "edit" + (char) ('a' + edit));
            rows.add(row("id" + i, String.join(" ", text)));
        }
        StageOutcome one = dedupe(rows, 1, DEFAULTS);
        Collections.shuffle(rows, random);
        StageOutcome seven = dedupe(rows, 7, DEFAULTS);

        for (String table : List.of("clusters", DedupeStage.REJECTS, DedupeStage.DOCUMENTS)) {
            assertThat(seven.table(table).manifest().contentDigest())
                    .isEqualTo(one.table(table).manifest().contentDigest());
        }
        assertThat(one.primary().manifest().rows()).isEqualTo(12);
    }

    @Test
    void followsAChainOfSimilarTextsToItsEnd() throws IOException {
        List<Row> rows = IntStream.range(0, 40)
                .mapToObj(i -> row(String.format("c%02d", i), window(i * 10)))
                .toList();
        StageOutcome outcome = dedupe(rows, 3, DEFAULTS);
        assertThat(rows(outcome, DedupeStage.DOCUMENTS, "id")).hasSize(1);
        assertThat(outcome.table("clusters").manifest().rows()).isEqualTo(40);
    }

    @Test
    void joinsMoreTextsInABucketThanAreComparedWithEachOther() throws IOException {
        List<Row> rows = IntStream.range(0, NearDuplicates.MAX_COMPARED + 30)
                .mapToObj(i -> row(String.format("d%03d", i), LONG_TEXT + " end" + "x".repeat(i)))
                .toList();
        StageOutcome outcome = dedupe(rows, 3, DEFAULTS);
        assertThat(rows(outcome, DedupeStage.DOCUMENTS, "id")).containsExactly("d093");
    }

    @Test
    void findsPairsAmongTextsThatShareATemplate() throws IOException {
        int pairs = 2 * NearDuplicates.MAX_COMPARED;
        List<Row> rows = IntStream.range(0, 2 * pairs)
                .mapToObj(i -> row(
                        String.format("t%03d", i),
                        LONG_TEXT + " " + words("own" + word(i % pairs), 100) + (i < pairs ? "" : " end")))
                .toList();
        StageOutcome outcome = dedupe(rows, 3, DedupeConfigs.crowded());

        assertThat(outcome.primary().manifest().metrics())
                .hasEntrySatisfying(
                        "pairs-compared", compared -> assertThat(compared).isLessThan(4 * pairs * 10.0));
        assertThat(rows(outcome, DedupeStage.DOCUMENTS, "id")).hasSizeBetween(pairs, pairs + pairs / 50);
    }

    @Test
    void leavesNearDuplicatesInWhenTheyAreNotLookedFor() throws IOException {
        List<Row> rows = List.of(row("a", LONG_TEXT), row("b", LONG_TEXT + " slag"), row("c", LONG_TEXT));
        StageOutcome outcome = dedupe(rows, 2, DedupeConfigs.exactOnly());
        assertThat(rows(outcome, DedupeStage.DOCUMENTS, "id")).containsExactly("a", "b");
    }

    @Test
    void bringsTogetherWhatFingerprintsSayIsAlike() throws IOException {
        List<Row> rows = List.of(row("a", LONG_TEXT), row("b", LONG_TEXT + " slag"), row("c", words("coal", 200)));
        StageOutcome outcome = dedupe(rows, 2, DedupeConfigs.simHashOnly());
        assertThat(rows(outcome, DedupeStage.DOCUMENTS, "id")).containsExactly("b", "c");
    }

    @Test
    void dropsWhatAnEarlierRunKept() throws IOException {
        TestTables tables = new TestTables(directory.resolve("earlier"));
        PublishedTable earlier = tables.run(new DedupeStage(
                        DEFAULTS,
                        tables.documents(List.of(row("old", LONG_TEXT), row("same", "one"), row("id", "slag")), 2),
                        List.of()))
                .primary();
        List<Row> rows = List.of(
                row("a", LONG_TEXT + " and more"), row("b", "one"), row("c", "two"), row("id", "a longer text"));
        StageOutcome outcome = tables.run(new DedupeStage(DEFAULTS, tables.documents(rows, 3), List.of(earlier)));

        assertThat(rows(outcome, DedupeStage.DOCUMENTS, "id", "text")).containsExactly("c|two");
        assertThat(rows(outcome, DedupeStage.REJECTS, "id", "reject_rule"))
                .containsExactly("a|near-duplicate", "b|exact-duplicate", "id|duplicate-id");
        assertThat(rows(outcome, "clusters", "document_id", "cluster_id", "nearest_id", "known"))
                .containsExactly("a|old|old|false", "b|same|same|false", "old|old|a|true", "same|same|same|true");
        assertThat(outcome.primary().manifest().counters().in()).isEqualTo(4);
    }

    @Test
    void readsNoTextAgainOfWhichAnEarlierRunLeftTheKeys() throws IOException {
        TestTables before = new TestTables(directory.resolve("before"));
        List<Row> old = List.of(signed("old", LONG_TEXT), signed("same", "one"));
        PublishedTable known = before.run(new DedupeStage(DEFAULTS, before.documents(SIGNED, old, 2), List.of()))
                .primary();
        List<Row> rows = List.of(signed("a", LONG_TEXT + " more"), signed("b", "one"), signed("c", "two"));

        StageOutcome reading = against(known, rows, "reading", DEFAULTS);
        StageOutcome otherSettings = against(known, rows, "other", DedupeConfigs.crowded());
        Files.move(directory.resolve("before/" + SignatureTable.NAME), directory.resolve("gone"));
        StageOutcome without = against(known, rows, "without", DEFAULTS);

        assertThat(List.of(reading, otherSettings, without))
                .extracting(run -> run.primary().manifest().metrics().get("known-texts-not-read"))
                .containsExactly(2.0, 0.0, 0.0);
        assertThat(rows(reading, DedupeStage.DOCUMENTS, "id")).containsExactly("c");
        for (String table : reading.tables().stream().map(PublishedTable::table).toList()) {
            assertThat(reading.table(table).manifest().contentDigest())
                    .as(table)
                    .isEqualTo(without.table(table).manifest().contentDigest());
        }
        assertThat(rows(reading, SignatureTable.NAME, "id", "characters")).containsExactly("c|3");
    }

    @Test
    void takesOutWhatIsSaidElsewhere() throws IOException {
        List<Row> rows = List.of(
                row("a", "One is here. Two is here. Three is here. Only a."),
                row("b", "Another text. One is here. Two is here. Three is here."),
                row("c", words("ore", 12) + "\nEnd of c"),
                row("d", "d begins " + words("ore", 12)),
                row("e", words("ore", 12)));
        assertThat(left(rows, DedupeConfigs.cutsOnly(false, false, false, true, false)))
                .contains("a|One is here. Two is here. Three is here. Only a.", "b|Another text.");
        assertThat(left(rows, DedupeConfigs.cutsOnly(false, false, true, false, false)))
                .contains("c|" + words("ore", 12) + "\nEnd of c")
                .noneMatch(row -> row.startsWith("e|"));
        assertThat(left(rows, DedupeConfigs.cutsOnly(false, false, false, false, true)))
                .contains("c|" + words("ore", 12) + "\nEnd of c")
                .noneMatch(row -> row.startsWith("d|") || row.startsWith("e|"));
        assertThat(left(rows, DedupeConfigs.cutsOnly(false, true, false, false, false)))
                .filteredOn(row -> row.contains(words("ore", 12)) && !row.startsWith("d|"))
                .hasSize(1);
        assertThat(left(rows, DedupeConfigs.cutsOnly(true, false, false, false, false)))
                .hasSizeBetween(3, 4);
    }

    @Test
    void takesOutTheSameWhateverThePartitioning() throws IOException {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(9);
        for (int i = 0; i < 60; i++) {
            String lines = IntStream.range(0, 6)
                    .mapToObj(line -> words("line" + (char) ('a' + random.nextInt(20)), 12) + ".")
                    .collect(Collectors.joining("\n"));
            rows.add(row("id" + i, lines));
        }
        DedupeConfig everything = DedupeConfigs.cutsOnly(true, true, true, true, true);
        StageOutcome one = dedupe(rows, 1, everything);
        Collections.shuffle(rows, random);
        StageOutcome five = dedupe(rows, 5, everything);
        for (String table : List.of("clusters", DedupeStage.REJECTS, DedupeStage.DOCUMENTS)) {
            assertThat(five.table(table).manifest().contentDigest())
                    .isEqualTo(one.table(table).manifest().contentDigest());
        }
    }

    @Test
    void labelsComponentsOfManyEdgesAsThoseOfFew() throws IOException {
        List<Row> edges = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < 80; i++) {
            edges.add(RowFactory.create("v" + random.nextInt(100), "v" + random.nextInt(100), 1.0));
        }
        TestTables.stage(directory.resolve("components"), context -> {
            Dataset<Row> graph = context.spark().createDataFrame(edges, NearDuplicates.EDGE);
            WorkTables work = new WorkTables(context);
            assertThat(Components.distributed(graph, work).collectAsList())
                    .containsExactlyInAnyOrderElementsOf(
                            Components.of(graph, work).collectAsList());
        });
    }

    @Test
    void refusesAnEmptyCorpus() {
        assertThatThrownBy(() -> dedupe(List.of(), 1, DEFAULTS))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("there are no documents to clear of duplicates: the corpus is empty")
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(ErrorCode.BAD_DATA);
    }

    private StageOutcome against(PublishedTable known, List<Row> rows, String root, DedupeConfig config)
            throws IOException {
        TestTables tables = new TestTables(directory.resolve(root));
        return tables.run(new DedupeStage(config, tables.documents(SIGNED, rows, 3), List.of(known)));
    }

    private static Row signed(String id, String text) {
        return RowFactory.create(id, text, DocumentId.contentSha256(text));
    }

    private List<String> left(List<Row> rows, DedupeConfig config) throws IOException {
        return rows(dedupe(rows, 2, config), DedupeStage.DOCUMENTS, "id", "text");
    }

    private StageOutcome dedupe(List<Row> rows, int partitions, DedupeConfig config) throws IOException {
        TestTables tables = new TestTables(directory.resolve("root-" + partitions));
        PublishedTable documents = tables.documents(rows, partitions);
        return tables.run(new DedupeStage(config, documents, List.of()));
    }

    private static List<String> rows(StageOutcome outcome, String table, String... columns) {
        return TestTables.rows(outcome.table(table)).stream()
                .map(row -> Arrays.stream(columns)
                        .map(column -> String.valueOf(row.<Object>getAs(column)))
                        .collect(Collectors.joining("|")))
                .sorted()
                .toList();
    }

    private static Row row(String id, String text) {
        return RowFactory.create(id, text);
    }

    private static String words(String prefix, int count) {
        return words(prefix, 0, count);
    }

    private static String word(int number) {
        return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    }

    private static String window(int start) {
        return words("n", start, 200);
    }

    /** Different words without digits, which comparison would take for the same number. */
    private static String words(String prefix, int start, int count) {
        return IntStream.range(start, start + count)
                .mapToObj(i -> prefix + word(i))
                .collect(Collectors.joining(" "));
    }
}
