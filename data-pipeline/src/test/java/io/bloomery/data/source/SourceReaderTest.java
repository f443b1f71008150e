package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.document.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SourceReaderTest {

    private static final int RECORDS = 250;
    private static final int LENGTH = 1000;

    static Stream<Arguments> files() {
        return Stream.of(Compression.values())
                .flatMap(compression -> Stream.of(
                        Arguments.of(
                                "a.jsonl" + ending(compression),
                                Packed.with(compression, Sources.jsonLines(RECORDS, LENGTH))),
                        Arguments.of(
                                "enwiki-1-pages.xml" + ending(compression),
                                Packed.with(compression, Sources.dump(RECORDS, LENGTH)))));
    }

    static Stream<Arguments> splittableFiles() {
        return files().filter(file -> Compression.ofName((String) file.get()[0]).isSplittable());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void returnsEveryRecordOfAnIntactFile(String name, byte[] file) {
        List<SourceRecord> records = Sources.read(name, file);
        assertThat(Sources.damage(records)).isEmpty();
        assertThat(numbers(records)).isEqualTo(upTo(RECORDS));
        assertThat(Sources.documents(records)).allSatisfy(SourceReaderTest::isIntact);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("splittableFiles")
    void returnsEveryRecordOnceHoweverTheFileIsSplit(String name, byte[] file) {
        for (int size : List.of(4000, 60_001, file.length)) {
            List<SourceRecord> records = new ArrayList<>();
            for (SourceSplit split :
                    new SplitPlan(size).splits(name, SourceFormat.ofName(name).orElseThrow(), file.length)) {
                records.addAll(Sources.read(split, file, Sources.CONFIG));
            }
            assertThat(Sources.damage(records)).as("splits of %d", size).isEmpty();
            assertThat(numbers(records)).as("splits of %d", size).isEqualTo(upTo(RECORDS));
            assertThat(ids(records)).as("splits of %d", size).isEqualTo(ids(Sources.read(name, file)));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 0 1", "false, 0"})
    void leavesPagesOutThatOnlyListOtherPagesWhereAsked(boolean disambiguation, String expected) {
        SourceConfig config = new SourceConfig(
                SourceFormat.AUTO,
                Sources.CONFIG.splitSize(),
                Sources.CONFIG.maxRecordSize(),
                "UTF-8",
                Sources.CONFIG.fields(),
                new WikipediaConfig("", List.of("0"), disambiguation));
        String dump = "<mediawiki>" + Sources.page("Ore", "0", "0", "Ore is rock.")
                + Sources.page("Ore (disambiguation)", "0", "1", "[[Ore]], [[\u00d6re]] {{Disambiguation}}")
                + "</mediawiki>";

        List<SourceRecord> records = Sources.read("enwiki-1.xml", dump.getBytes(UTF_8), config);

        assertThat(numbers(records).stream().map(String::valueOf)).containsExactly(expected.split(" "));
    }

    @Test
    void knowsALanguageByAnyOfItsCodes() {
        List<SourceRecord> records = Sources.read(
                "a.jsonl", "{\"text\": \"\u7532\", \"language\": \"zho_Hans\"}\n{\"text\": \"b\"}\n".getBytes(UTF_8));
        assertThat(Sources.documents(records)).extracting(Document::language).containsExactly("zh", "und");
    }

    @Test
    void splitsAtEveryByte() {
        byte[] lines = Sources.jsonLines(5, 10);
        byte[] dump = Sources.dump(3, 10);
        for (int cut = 1; cut <= lines.length; cut++) {
            assertThat(numbers(readInTwo("a.jsonl", lines, cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(upTo(5));
        }
        for (int cut = 1; cut <= dump.length; cut++) {
            assertThat(numbers(readInTwo("a.xml", dump, cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(upTo(3));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void returnsWhatPrecedesACut(String name, byte[] file) {
        Random random = new Random(3);
        for (int i = 0; i < 8; i++) {
            int length = 1 + random.nextInt(file.length - 1);
            List<SourceRecord> records = Sources.read(name, Arrays.copyOf(file, length));
            List<Integer> found = numbers(records);
            assertThat(found).as("cut at %d", length).isEqualTo(upTo(found.size()));
            assertThat(found.size()).as("cut at %d", length).isGreaterThanOrEqualTo(expectedBefore(name, file, length));
            assertThat(Sources.damage(records).size()).as("cut at %d", length).isLessThanOrEqualTo(1);
            assertThat(Sources.documents(records)).as("cut at %d", length).allSatisfy(SourceReaderTest::isIntact);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void reportsAFlippedBitAndLosesLittle(String name, byte[] file) {
        Random random = new Random(5);
        for (int i = 0; i < 10; i++) {
            byte[] flipped = file.clone();
            int position = random.nextInt(file.length);
            flipped[position] ^= (byte) (1 << random.nextInt(8));
            List<SourceRecord> records = Sources.read(name, flipped);
            List<Integer> found = Sources.documents(records).stream()
                    .filter(SourceReaderTest::looksIntact)
                    .map(SourceReaderTest::number)
                    .toList();
            assertThat(found).as("flip at %d", position).doesNotHaveDuplicates();
            Set<Integer> before = new HashSet<>(upTo(expectedBefore(name, file, position) - 1));
            assertThat(found).as("flip at %d", position).containsAll(before);
            boolean isAllIntact = Sources.documents(records).stream().allMatch(SourceReaderTest::looksIntact);
            if (Compression.ofName(name) == Compression.BZIP2) {
                assertThat(found.size()).as("flip at %d", position).isGreaterThan(RECORDS / 2);
                assertThat(isAllIntact).as("flip at %d", position).isTrue();
            } else if (Compression.ofName(name) != Compression.NONE && !isAllIntact) {
                assertThat(Sources.damage(records)).as("flip at %d", position).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "ZSTD", "BZIP2"})
    void losesOnlyTheMemberThatIsDamaged(Compression compression) {
        byte[][] members = new byte[5][];
        for (int i = 0; i < members.length; i++) {
            String line = "{\"id\": \"" + i + "\", \"text\": \"" + Sources.text(i, 3000) + "\"}\n";
            members[i] = Packed.with(compression, line.getBytes(UTF_8));
        }
        Random random = new Random(11);
        byte[] file = Packed.join(members);
        int start = members[0].length + members[1].length;
        for (int i = 0; i < 60; i++) {
            byte[] flipped = file.clone();
            int position = start + random.nextInt(members[2].length);
            flipped[position] ^= (byte) (1 << random.nextInt(8));
            List<SourceRecord> records = Sources.read("a.jsonl" + ending(compression), flipped);
            assertThat(ids(records)).as("flip at %d", position).contains("0", "1", "3", "4");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("splittableFiles")
    void tellsOfDamageOnceHoweverTheFileIsSplit(String name, byte[] file) {
        byte[] damaged = file.clone();
        for (int i = file.length / 2; i < file.length / 2 + 30; i++) {
            damaged[i] ^= 0x55;
        }
        List<SourceRecord> whole = Sources.read(name, damaged);
        for (int size : List.of(3000, 40_000)) {
            List<SourceRecord> records = new ArrayList<>();
            for (SourceSplit split :
                    new SplitPlan(size).splits(name, SourceFormat.ofName(name).orElseThrow(), damaged.length)) {
                records.addAll(Sources.read(split, damaged, Sources.CONFIG));
            }
            assertThat(Sources.damage(records)).as("splits of %d", size).isEqualTo(Sources.damage(whole));
            assertThat(numbers(records)).as("splits of %d", size).isEqualTo(numbers(whole));
        }
        assertThat(Sources.damage(whole)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.warc.gz, WARC",
        "CC-MAIN.warc.wet.gz, WARC",
        "a.WARC, WARC",
        "x.jsonl.zst, JSONL",
        "a.json.gz, JSONL",
        "enwiki-20260101-pages-articles-multistream.xml.bz2, WIKIPEDIA",
        "a.parquet, PARQUET",
        "a.html.gz, HTML",
        "b.htm, HTML",
        "c.txt, TEXT",
        "d.md, TEXT"
    })
    void knowsFormatsByName(String name, SourceFormat format) {
        assertThat(SourceFormat.ofName(name)).contains(format);
    }

    @Test
    void anEmptyFileHoldsNothing() {
        for (String name :
                List.of("a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.jsonl.bz2", "a.xml", "a.xml.bz2", "a.warc.zst")) {
            assertThat(Sources.read(name, new byte[0])).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"a.jsonl.gz", "a.jsonl.zst", "a.jsonl.bz2", "a.xml.bz2", "a.warc.zst"})
    void garbageIsOneDamage(String name) {
        byte[] garbage = new byte[200_000];
        new Random(1).nextBytes(garbage);
        assertThat(Sources.read(name, garbage)).singleElement().isInstanceOf(SourceRecord.Damaged.class);
    }

    private static List<SourceRecord> readInTwo(String name, byte[] file, int cut) {
        SourceFormat format = SourceFormat.ofName(name).orElseThrow();
        List<SourceRecord> records =
                new ArrayList<>(Sources.read(new SourceSplit(name, format, 0, cut, file.length), file, Sources.CONFIG));
        records.addAll(
                Sources.read(new SourceSplit(name, format, cut, file.length, file.length), file, Sources.CONFIG));
        return records;
    }

    /** How many records lie wholly before an offset, as far as the compression lets one know. */
    private static int expectedBefore(String name, byte[] file, int offset) {
        return switch (Compression.ofName(name)) {
            case NONE -> Sources.read(name, Arrays.copyOf(file, offset)).size() - 1;
            case GZIP -> Math.max(0, (int) ((long) RECORDS * (offset - 40_000) / file.length));
            case ZSTD, BZIP2 -> Math.max(0, (int) ((long) RECORDS * (offset - 140_000) / file.length));
        };
    }

    private static void isIntact(Document document) {
        assertThat(looksIntact(document)).as(document.id()).isTrue();
    }

    private static boolean looksIntact(Document document) {
        return document.text().equals(Sources.text(number(document), LENGTH));
    }

    private static int number(Document document) {
        String digits = document.id().replaceAll("^.*-", "");
        return digits.matches("[0-9]{1,8}") ? Integer.parseInt(digits) : -1;
    }

    private static List<Integer> numbers(List<SourceRecord> records) {
        return Sources.documents(records).stream().map(SourceReaderTest::number).toList();
    }

    private static List<String> ids(List<SourceRecord> records) {
        return Sources.documents(records).stream().map(Document::id).toList();
    }

    private static List<Integer> upTo(int count) {
        return Stream.iterate(0, i -> i + 1).limit(Math.max(0, count)).toList();
    }

    private static String ending(Compression compression) {
        return switch (compression) {
            case NONE -> "";
            case GZIP -> ".gz";
            case ZSTD -> ".zst";
            case BZIP2 -> ".bz2";
        };
    }
}
