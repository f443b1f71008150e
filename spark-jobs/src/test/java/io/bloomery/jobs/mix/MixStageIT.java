package io.bloomery.jobs.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.mix.BudgetUnit;
import io.bloomery.data.mix.MixConfig;
import io.bloomery.data.mix.SourceShare;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.TestTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixStageIT {

    private static final StructType SCHEMA = new StructType()
            .add("id", "string", false)
            .add("text", "string", false)
            .add("source", "string", false);

    private static final MixConfig CONFIG = new MixConfig(
            List.of(new SourceShare("web", 1, 1), new SourceShare("wiki", 1, 5)), 2000, BudgetUnit.CHARACTERS, 4, 1);

    @TempDir
    Path directory;

    @Test
    void drawsEachSourceToItsShareAndRepeatsWhatIsShort() throws IOException {
        StageOutcome outcome = mix(documents(), 3);
        Map<String, Long> characters = TestTables.rows(outcome.table(MixStage.DOCUMENTS)).stream()
                .collect(Collectors.groupingBy(
                        row -> row.getAs("source"),
                        Collectors.summingLong(row -> row.<String>getAs("text").length())));
        assertThat(characters.keySet()).containsExactlyInAnyOrder("web", "wiki");
        assertThat(characters.get("web")).isBetween(1000L, 1020L);
        assertThat(characters.get("wiki")).isBetween(1000L, 1020L);

        List<Row> sources = TestTables.rows(outcome.table(MixStage.SOURCES));
        assertThat(sources).extracting(row -> row.getString(0)).containsExactly("web", "wiki");
        assertThat(sources.get(1).<Double>getAs("epochs")).isCloseTo(2.5, within(1e-9));
        assertThat(sources.get(1).<Long>getAs("characters")).isEqualTo(characters.get("wiki"));
        assertThat(outcome.primary().manifest().counters().out()).containsKey("dropped.not-drawn");
    }

    @Test
    void givesTheSameRowsWhateverTheOrderAndPartitioning() throws IOException {
        List<Row> rows = documents();
        StageOutcome one = mix(rows, 1);
        Collections.shuffle(rows, new Random(3));
        StageOutcome five = mix(rows, 5);
        assertThat(five.primary().manifest().contentDigest())
                .isEqualTo(one.primary().manifest().contentDigest());
        assertThat(order(five))
                .isEqualTo(order(one))
                .isNotEqualTo(order(one).stream().sorted().toList());
    }

    private StageOutcome mix(List<Row> rows, int partitions) throws IOException {
        TestTables tables = new TestTables(directory.resolve("root-" + partitions));
        return tables.run(new MixStage(CONFIG, tables.documents(SCHEMA, rows, partitions)));
    }

    private static List<String> order(StageOutcome outcome) {
        return TestTables.rows(outcome.primary()).stream()
                .map(row -> row.<String>getAs("id") + row.<Integer>getAs("epoch"))
                .toList();
    }

    /** 200 documents of 10 characters from the web, 40 from a wiki, and some from elsewhere. */
    private static List<Row> documents() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 245; i++) {
            String source = i < 200 ? "web" : i < 240 ? "wiki" : "elsewhere";
            rows.add(RowFactory.create("id" + i, "0123456789", source));
        }
        return rows;
    }
}
