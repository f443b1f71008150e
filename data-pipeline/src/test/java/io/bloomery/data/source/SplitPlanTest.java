package io.bloomery.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitPlanTest {

    private static final long MEBIBYTE = 1 << 20;

    private final SplitPlan plan = new SplitPlan(100 * MEBIBYTE);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 99, 100, 101, 999, 1000})
    void coversEveryByteOnce(long length) {
        List<SourceSplit> splits = new SplitPlan(100).splits("a.jsonl", SourceFormat.JSONL, length);

        assertThat(splits).hasSize((int) Math.max(1, (length + 99) / 100));
        assertThat(splits.get(0).start()).isZero();
        assertThat(splits.get(splits.size() - 1).end()).isEqualTo(length);
        IntStream.range(1, splits.size()).forEach(i -> assertThat(splits.get(i).start())
                .isEqualTo(splits.get(i - 1).end()));
        assertThat(splits).allMatch(split -> split.size() <= 100);
    }

    @ParameterizedTest
    @CsvSource({
        "a.jsonl, JSONL, 3",
        "a.jsonl.bz2, JSONL, 3",
        "a.jsonl.gz, JSONL, 1",
        "a.jsonl.zst, JSONL, 1",
        "a.warc, WARC, 1",
        "a.xml.bz2, WIKIPEDIA, 3",
        "a.gz.parquet, PARQUET, 3"
    })
    void splitsOnlyWhatCanBeReadInParts(String name, SourceFormat format, int parts) {
        assertThat(new SplitPlan(100).splits(name, format, 250)).hasSize(parts);
    }

    @Test
    void givesATaskAsManySmallFilesAsCostASplitToOpenAndRead() {
        List<SourceSplit> files = IntStream.range(0, 50)
                .mapToObj(i -> new SourceSplit("f" + i, SourceFormat.TEXT, 0, MEBIBYTE, MEBIBYTE))
                .toList();

        List<List<SourceSplit>> tasks = plan.tasks(files);

        assertThat(tasks).extracting(List::size).containsExactly(20, 20, 10); // 1 MiB to read and 4 MiB to open each
        assertThat(tasks.stream().flatMap(List::stream)).containsExactlyElementsOf(files);
    }

    @Test
    void leavesALargeFileATaskOfItsOwn() {
        SourceSplit small = new SourceSplit("a", SourceFormat.TEXT, 0, 1, 1);
        SourceSplit large = new SourceSplit("b", SourceFormat.WARC, 0, 500 * MEBIBYTE, 500 * MEBIBYTE);

        assertThat(plan.tasks(List.of(small, large, small)))
                .containsExactly(List.of(small), List.of(large), List.of(small));
        assertThat(plan.tasks(List.of())).isEmpty();
    }
}
