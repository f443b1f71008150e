package io.bloomery.jobs.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.pack.DocumentPlacement;
import io.bloomery.data.pack.SequencePacker;
import io.bloomery.data.pack.Split;
import io.bloomery.data.pack.TokenizeConfig;
import io.bloomery.data.pack.TokenizedDocument;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.BytePairTrainer;
import io.bloomery.data.tokenize.Tokenizer;
import io.bloomery.data.tokenize.TokenizerConfig;
import io.bloomery.data.tokenize.TokenizerJson;
import io.bloomery.data.tokenize.WordSplitter;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.TestTables;
import io.bloomery.jobs.storage.DataFile;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizeStageIT {

    private static final TokenizerConfig VOCABULARY = new TokenizerConfig(400, 2, 100_000);
    private static final TokenizeConfig SEQUENCES = new TokenizeConfig(16, 0.2, 3, 1);

    private static final StructType DOCUMENTS = StructType.fromDDL("id STRING, text STRING");

    @TempDir
    Path directory;

    @Test
    void learnsTheVocabularyThatTheWholeTextGives() throws IOException {
        List<Row> rows = rows(40);
        PublishedTable tokenizer = tokenizer(new TestTables(directory), rows, 5);
        Map<String, Long> counts = new HashMap<>();
        rows.forEach(row -> WordSplitter.split(row.getString(1), word -> counts.merge(word, 1L, Long::sum)));

        byte[] json = Files.readAllBytes(
                Path.of(tokenizer.file(TokenizerJson.FILE_NAME).toUri()));
        assertThat(TokenizerJson.read(json, "published")).isEqualTo(BytePairTrainer.train(counts, VOCABULARY));
        assertThat(tokenizer.manifest().files())
                .extracting(DataFile::path)
                .containsExactly(
                        "merges.txt",
                        "special_tokens_map.json",
                        "tokenizer.json",
                        "tokenizer_config.json",
                        "vocab.json");
        assertThat(tokenizer.manifest().metrics()).containsEntry("vocabulary-size", 316.0);
    }

    @Test
    void learnsFromTheMostFrequentWordsOnlyWhenThereAreTooMany() throws IOException {
        TestTables tables = new TestTables(directory);
        PublishedTable documents = tables.documents(List.of(row("a", "ore ore ore slag slag zinc")), 1);
        StageOutcome outcome = tables.run(new TokenizerStage(new TokenizerConfig(400, 1, 2), documents));
        assertThat(outcome.primary().manifest().metrics()).containsEntry("distinct-words", 2.0);
    }

    @Test
    void learnsFromNoWordOfMoreThanAThousandBytes() throws IOException {
        String longest = "\u70bc".repeat(333) + "a";
        List<Row> rows = List.of(
                row("a", longest + "\n" + "b".repeat(1001) + "\n" + longest + "c\nore"), row("b", "d".repeat(1000)));
        Dataset<Row> texts =
                LocalSpark.session().createDataFrame(rows, DOCUMENTS).select("text");
        assertThat(WordCounts.of(texts, 100))
                .containsOnlyKeys("\n", longest, "ore", "d".repeat(1000))
                .containsEntry("\n", 3L);
    }

    @Test
    void takesTheMostFrequentWordsInOrderAndNoMore() {
        Dataset<Row> texts = LocalSpark.session()
                .createDataFrame(List.of(row("a", "ore slag"), row("b", "ore zinc"), row("c", "ore iron")), DOCUMENTS)
                .select("text");
        assertThat(WordCounts.of(texts, 2)).isEqualTo(Map.of("ore", 3L, " iron", 1L));
        assertThat(WordCounts.of(texts, 3)).containsOnlyKeys("ore", " iron", " slag");
    }

    @Test
    void packsShardsAsThePackerDoesWhateverThePartitioning() throws IOException {
        List<Row> rows = new ArrayList<>(rows(60));
        rows.add(row("empty", ""));
        StageOutcome one = tokenize("one", rows, 1);
        StageOutcome seven = tokenize("seven", rows, 7);

        assertThat(strings(TestTables.rows(one.primary())))
                .containsExactlyInAnyOrderElementsOf(expected(rows, VOCABULARY))
                .containsExactlyInAnyOrderElementsOf(strings(TestTables.rows(seven.primary())));
        assertThat(seven.primary().manifest().contentDigest())
                .isEqualTo(one.primary().manifest().contentDigest());
    }

    @Test
    void accountsForEveryDocumentAndEveryToken() throws IOException {
        List<Row> rows = new ArrayList<>(rows(60));
        rows.add(row("empty", ""));
        StageOutcome outcome = tokenize("root", rows, 3);
        Map<String, Double> metrics = outcome.primary().manifest().metrics();

        assertThat(outcome.primary().manifest().counters().in()).isEqualTo(61);
        assertThat(outcome.primary().manifest().counters().out())
                .containsEntry("kept", 60L)
                .containsEntry("dropped.empty-text", 1L);
        double sequences = metrics.get("sequences.train") + metrics.get("sequences.validation");
        assertThat(sequences).isEqualTo((double) outcome.primary().manifest().rows());
        double unseen = metrics.get("tokens.train")
                + metrics.get("tokens.validation")
                - metrics.get("tokens.dropped-remainder")
                - sequences * SEQUENCES.sequenceLength();
        assertThat(unseen)
                .isBetween(1.0, 2.0 * SEQUENCES.shards()); // the first token of each shard that has a sequence
    }

    @Test
    void putsADocumentIntoOneSplitOnly() throws IOException {
        List<Row> sequences = TestTables.rows(tokenize("root", rows(60), 2).primary());
        assertThat(documents(sequences, Split.TRAIN))
                .doesNotContainAnyElementsOf(documents(sequences, Split.VALIDATION));
        assertThat(documents(sequences, Split.VALIDATION)).isNotEmpty();
    }

    @Test
    void refusesACorpusThatIsEmptyOrTooSmall() throws IOException {
        TestTables tables = new TestTables(directory);
        PublishedTable empty = tables.documents(List.of(), 1);
        assertThatThrownBy(() -> tables.run(new TokenizerStage(VOCABULARY, empty)))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("there is no text to learn a vocabulary from: " + empty.path() + " is empty");

        assertThatThrownBy(() -> tokenize("small", List.of(row("a", "ore")), 1))
                .isInstanceOf(BloomeryException.class)
                .hasMessageStartingWith("the corpus gives no train sequence of 16 tokens: ")
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(ErrorCode.BAD_DATA);
    }

    private StageOutcome tokenize(String root, List<Row> rows, int partitions) throws IOException {
        TestTables tables = new TestTables(directory.resolve(root));
        PublishedTable tokenizer = tokenizer(tables, rows, partitions);
        return tables.run(new TokenizeStage(SEQUENCES, tables.documents(rows, partitions), tokenizer));
    }

    private static PublishedTable tokenizer(TestTables tables, List<Row> rows, int partitions) throws IOException {
        return tables.run(new TokenizerStage(VOCABULARY, tables.documents(rows, partitions)))
                .primary();
    }

    /** What plain loops over the documents give. */
    private static List<String> expected(List<Row> rows, TokenizerConfig vocabulary) {
        Map<String, Long> counts = new HashMap<>();
        rows.forEach(row -> WordSplitter.split(row.getString(1), word -> counts.merge(word, 1L, Long::sum)));
        BytePairModel model = BytePairTrainer.train(counts, vocabulary);
        Tokenizer tokenizer = new Tokenizer(model);
        DocumentPlacement placement = new DocumentPlacement(SEQUENCES);
        List<String> expected = new ArrayList<>();
        for (Split split : Split.values()) {
            for (int shard = 0; shard < SEQUENCES.shards(); shard++) {
                int wanted = shard;
                List<TokenizedDocument> documents = rows.stream()
                        .filter(row -> placement.split(row.getString(0)) == split)
                        .filter(row -> placement.shard(row.getString(0)) == wanted)
                        .sorted(Comparator.comparingLong(row -> placement.turn(row.getString(0))))
                        .map(row -> new TokenizedDocument(row.getString(0), tokenizer.encode(row.getString(1))))
                        .toList();
                new SequencePacker(documents.iterator(), SEQUENCES.sequenceLength(), tokenizer.endOfText())
                        .forEachRemaining(sequence -> expected.add(
                                IntStream.of(sequence.inputIds()).boxed().toList() + " " + sequence.documentIds() + " "
                                        + split.column()));
            }
        }
        return expected;
    }

    private static List<String> strings(List<Row> sequences) {
        return sequences.stream()
                .map(row -> List.copyOf(row.<Integer>getList(0)) + " " + List.copyOf(row.<String>getList(2)) + " "
                        + row.getString(3))
                .toList();
    }

    private static List<String> documents(List<Row> sequences, Split split) {
        return sequences.stream()
                .filter(row -> row.getString(3).equals(split.column()))
                .flatMap(row -> row.<String>getList(2).stream())
                .toList();
    }

    private static List<Row> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        row("id" + i, ("the iron bloom " + i + " of the furnace, \u70bc\u94c1 ").repeat(1 + i % 5)))
                .toList();
    }

    private static Row row(String id, String text) {
        return RowFactory.create(id, text);
    }
}
