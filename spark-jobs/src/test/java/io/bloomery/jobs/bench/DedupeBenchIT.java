package io.bloomery.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.jobs.config.TestConfig;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.run.TestTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupeBenchIT {

    private final DedupeConfig config = TestConfig.with(Map.of()).dedupe();

    @TempDir
    Path root;

    @Test
    void findsWhatItPlanted() throws IOException {
        DedupeBenchResult result = run(new PlantedSize(2000, 1, false));

        assertThat(result.planted()).isEqualTo(2000 - 1400 - 67 * 2 - 2);
        assertThat(result.recall()).isGreaterThan(0.99);
        assertThat(result.precision()).isEqualTo(1);
    }

    @Test
    void comparesNoMoreThanTwiceAsManyPairsAsOneClusterHasMembersAndBuckets() throws IOException {
        DedupeBenchResult result = run(new PlantedSize(1000, 1, true));

        assertThat(result.planted()).isEqualTo(999);
        assertThat(result.recall()).isEqualTo(1);
        assertThat(result.comparedPairs()).isLessThan(2 * 14 * 1000);
    }

    private DedupeBenchResult run(PlantedSize size) throws IOException {
        return new DedupeBench(config, new TestTables(root).runner(), LocalSpark::session).run(size);
    }
}
