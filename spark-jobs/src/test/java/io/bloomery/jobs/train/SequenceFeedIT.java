package io.bloomery.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.table.RowGroup;
import io.bloomery.jobs.table.SequenceFile;
import io.bloomery.jobs.table.SequenceTable;
import io.bloomery.model.train.RoundPlan;
import io.bloomery.model.train.TrainConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.reflect.ClassTag$;

/** Three files of several row groups, the first of them of both splits; each sequence begins with its own number. */
class SequenceFeedIT {

    private static final int TRAIN = 3_000;
    private static final int HELD_OUT = 200;

    @TempDir
    private Path directory;

    private final Configuration hadoop = new Configuration();
    private List<RowGroup> rowGroups;

    @BeforeEach
    void writeTheTable() throws IOException {
        Random random = new Random(1);
        List<Row> rows = new ArrayList<>();
        for (int number = 0; number < TRAIN + HELD_OUT; number++) {
            int[] ids = random.ints(number % 7 == 0 ? 20 : 33, 0, 5_000).toArray();
            ids[0] = number;
            boolean heldOut = number % 2 == 0 && number / 2 < HELD_OUT;
            rows.add(SequenceTable.toRow(ids, List.of("d"), heldOut ? SequenceTable.VALIDATION : SequenceTable.TRAIN));
        }
        LocalSpark.session()
                .createDataFrame(rows, SequenceTable.SCHEMA)
                .coalesce(1)
                .repartitionByRange(3, org.apache.spark.sql.functions.expr("input_ids[0]"))
                .write()
                .option("compression", "zstd")
                .option("parquet.block.size", "20000")
                .option("parquet.page.size.row.check.min", "10")
                .option("parquet.page.write-checksum.enabled", "true")
                .parquet(directory.resolve("t").toString());
        rowGroups = new ArrayList<>();
        for (Path file : files()) {
            try (SequenceFile opened = SequenceFile.open(file.toUri().toString(), hadoop)) {
                rowGroups.addAll(opened.rowGroups());
            }
        }
    }

    @Test
    void footersTellWhatIsInEachRowGroup() {
        assertThat(rowGroups).hasSizeGreaterThan(6);
        assertThat(rowGroups)
                .extracting(RowGroup::train)
                .isNotEqualTo(rowGroups.stream().map(RowGroup::rows).toList());
        assertThat(rowGroups.stream().mapToLong(RowGroup::rows).sum()).isEqualTo(TRAIN + HELD_OUT);
        assertThat(rowGroups.stream().mapToLong(RowGroup::train).sum()).isEqualTo(TRAIN);
        assertThat(rowGroups.stream().mapToInt(RowGroup::maxLength).max()).hasValue(33);
        assertThat(rowGroups.stream().mapToInt(RowGroup::maxId).max().orElseThrow())
                .isBetween(4_990, 4_999);
    }

    @Test
    void everySequenceIsReadOnceAnEpochByAnyNumberOfWorkersInProcessesThatComeAndGo() throws IOException {
        for (int workers : new int[] {1, 3, 4}) {
            RoundPlan plan = plan(workers);
            Map<Integer, Integer> seen = new HashMap<>();
            for (int worker = 0; worker < workers; worker++) {
                SequenceFeed feed = feed(plan);
                for (long round = 0; plan.epochOf(worker, plan.firstPlaceOf(round)) < 2; round++) {
                    if (round % 20 == 19) {
                        feed = feed(plan); // as on another executor, or after a restart
                    }
                    long place = plan.firstPlaceOf(round);
                    for (int[] ids : feed.sequences(round, worker)) {
                        if (plan.epochOf(worker, place++) < 2) {
                            seen.merge(ids[0], 1, Integer::sum);
                            assertThat(ids).hasSize(ids[0] % 7 == 0 ? 20 : 33);
                        }
                    }
                }
            }
            assertThat(seen).as("with %s workers", workers).hasSize(TRAIN);
            assertThat(seen.values()).containsOnly(2);
        }
    }

    /** Footers and two windows; the rounds before have read the table 400 times. */
    @Test
    void goesOnAnywhereByReadingOneWindow() throws IOException {
        RoundPlan plan = plan(1);
        long bytes = LongStream.range(0, rowGroups.size())
                .map(group -> rowGroups.get((int) group).idBytes())
                .sum();
        long before = bytesRead();
        feed(plan).sequences(100_000, 0);
        assertThat(bytesRead() - before).isLessThan(3 * bytes);
    }

    @Test
    void aSerializedFeedGivesTheSameSequences() throws IOException {
        SequenceFeed feed = feed(plan(2));
        SerializerInstance kryo = new KryoSerializer(
                        new SparkConf(false).set("spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator"))
                .newInstance();
        ByteBuffer bytes = kryo.serialize(feed, ClassTag$.MODULE$.apply(SequenceFeed.class));
        SequenceFeed arrived = kryo.deserialize(bytes, ClassTag$.MODULE$.apply(SequenceFeed.class));
        assertThat(arrived.sequences(5, 1)).usingRecursiveComparison().isEqualTo(feed.sequences(5, 1));
    }

    @Test
    void namesTheFileThatIsDamaged() throws IOException {
        Path file = files().get(1);
        Files.delete(file.resolveSibling("." + file.getFileName() + ".crc")); // Parquet's own checksums have to do
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length - 20_000; at += 10_000) {
            bytes[at + 1_000] ^= 8;
        }
        Files.write(file, bytes);
        SequenceFeed feed = feed(plan(1));
        assertThatThrownBy(() -> {
                    for (long round = 0; round < 130; round++) {
                        feed.sequences(round, 0);
                    }
                })
                .isInstanceOfSatisfying(BloomeryException.class, failure -> assertThat(failure.code())
                        .isEqualTo(ErrorCode.BAD_DATA))
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining("is damaged: ");
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> SequenceFile.open(file.toUri().toString(), hadoop))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining(file.getFileName() + " is damaged: ");
    }

    private static long bytesRead() {
        return FileSystem.getGlobalStorageStatistics().get("file").getLong("bytesRead");
    }

    private RoundPlan plan(int workers) {
        TrainConfig config = TrainingTables.config(workers, 60, 1e-2).train(); // 4 x 3 sequences a round and worker
        return new RoundPlan(rowGroups.stream().mapToLong(RowGroup::train).toArray(), 500, config);
    }

    private SequenceFeed feed(RoundPlan plan) {
        return new SequenceFeed(plan, rowGroups, new SerializableConfiguration(hadoop));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("t"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList();
        }
    }
}
