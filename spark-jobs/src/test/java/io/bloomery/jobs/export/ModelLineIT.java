package io.bloomery.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.config.ByteSize;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.SpecialToken;
import io.bloomery.data.tokenize.TokenizerJson;
import io.bloomery.jobs.evaluate.EvaluateConfig;
import io.bloomery.jobs.evaluate.EvaluateStage;
import io.bloomery.jobs.generate.GenerateConfig;
import io.bloomery.jobs.generate.GeneratedText;
import io.bloomery.jobs.generate.TextGenerator;
import io.bloomery.jobs.storage.Manifest;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.ScoreTable;
import io.bloomery.jobs.train.TrainStageConfig;
import io.bloomery.jobs.train.TrainingTables;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.generate.SamplingConfig;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.layer.DecoderNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a checkpoint to scores, an exported model and text. */
class ModelLineIT {

    private static final TrainStageConfig TRAINING = TrainingTables.regularized(2, 30, 1e-2);
    private static final EvaluateConfig EVALUATION =
            new EvaluateConfig(1000, 1000, "auto", 0, KernelOptions.Precision.FLOAT32);

    @TempDir
    private static Path directory;

    private static TrainingTables tables;
    private static PublishedTable checkpoints;
    private static PublishedTable scores;
    private static PublishedTable model;

    @BeforeAll
    static void runTheLine() throws IOException {
        tables = TrainingTables.at(directory, new TrainingTables.Corpus(1, 60, 20, TrainingTables.CONTEXT_LENGTH + 1));
        checkpoints = tables.run(tables.trainStage(TRAINING)).primary();
        scores = tables.run(evaluate(tables.tokenizer())).primary();
        model = tables.run(export(tables.tokenizer())).primary();
    }

    @Test
    void scoresTheModelAndTheBaselinesOnTheSameTokens() {
        Map<String, Double> metrics = scores.manifest().metrics();
        assertThat(metrics.get("perplexity.uniform")).isCloseTo(257, within(1e-9));
        assertThat(metrics.get("tokens")).isEqualTo(20 * 16);
        assertThat(metrics.get("perplexity.unigram")).isBetween(15.0, 35.0);
        assertThat(metrics.get("perplexity.bigram")).isBetween(3.0, 8.0); // 3.2 for the language itself
        assertThat(metrics.get("perplexity")).isLessThan(metrics.get("perplexity.uniform") / 4);
        assertThat(scores.table()).isEqualTo(ScoreTable.NAME);
        assertThat(scores.manifest().rows()).isEqualTo(4);
    }

    @Test
    void dl4jRestoresTheZipToTheLogitsOfTheParitySample() throws IOException {
        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(
                file(model, ModelFolder.DL4J_ZIP).toFile());
        JsonNode parity =
                new ObjectMapper().readTree(file(model, ModelFolder.PARITY).toFile());
        int[] ids = IntStream.range(0, parity.path("input_ids").size())
                .map(i -> parity.path("input_ids").get(i).intValue())
                .toArray();
        float[][] logits = DecoderNetworks.networkOf(restored)
                .logits(restored.params(), new int[][] {ids})
                .toFloatMatrix();
        assertThat(logits).hasDimensions(6, 257);
        for (int i = 0; i < ids.length; i++) {
            for (int j = 0; j < logits[i].length; j++) {
                assertThat(logits[i][j])
                        .isCloseTo(parity.path("logits").get(i).get(j).floatValue(), within(1e-6f));
            }
        }
    }

    @Test
    void theFolderHoldsWhatOthersLookFor() {
        assertThat(Path.of(model.path().toUri()).toFile().list())
                .contains(
                        "model.safetensors",
                        "config.json",
                        "generation_config.json",
                        "tokenizer.json",
                        "tokenizer_config.json",
                        "special_tokens_map.json",
                        "vocab.json",
                        "merges.txt",
                        "README.md",
                        "bloomery-dl4j.zip",
                        "parity-sample.json",
                        Manifest.FILE_NAME);
    }

    @Test
    void tellsOthersTheDropoutThatItWasTrainedWith() throws IOException {
        JsonNode config =
                new ObjectMapper().readTree(file(model, ModelFolder.CONFIG).toFile());
        for (String place : List.of("resid_pdrop", "embd_pdrop", "attn_pdrop")) {
            assertThat(config.path(place).asDouble()).as(place).isEqualTo(0.1);
        }
    }

    @Test
    void continuesTextTheSameWayForTheSameSeed() throws IOException {
        try (TextGenerator generator = open(7);
                TextGenerator other = open(8)) {
            String text = generator.continuation("ore");
            assertThat(text).isNotEmpty().isEqualTo(generator.continuation("ore"));
            assertThat(generator.continuation("")).isNotNull();
            assertThat(other.continuation("ore")).isNotEqualTo(text);

            StringBuilder shown = new StringBuilder();
            List<GeneratedText> texts = generator.continuations(List.of("iron", "", "ore"), (number, piece) -> {
                if (number == 2) {
                    shown.append(piece);
                }
            });
            assertThat(texts).extracting(GeneratedText::prompt).containsExactly("iron", "", "ore");
            assertThat(texts.get(2).text()).isEqualTo(text).isEqualTo(shown.toString());
        }
    }

    @Test
    void takesInTheFolderThatItWrote() throws IOException {
        ImportedFolder folder = new ImportedFolder(tables.store().fileSystem(), model.path());
        ExportStageConfig config = new ExportStageConfig(
                new ExportConfig("unused", 6, new ByteSize(1)), TRAINING.train().optimizer());
        PublishedTable imported = tables.run(new ImportStage(folder, config)).primary();
        assertThat(imported.path()).isNotEqualTo(model.path());
        for (String file : List.of(
                "model.safetensors", "config.json", "tokenizer.json", "generation_config.json", "parity-sample.json")) {
            assertThat(file(imported, file)).hasSameBinaryContentAs(file(model, file));
        }
        assertThat(imported.manifest().contentDigest())
                .isEqualTo(model.manifest().contentDigest());
        assertThat(tables.run(new ImportStage(folder, config)).skipped()).isTrue();
    }

    @Test
    void refusesATokenizerThatIsNotTheCheckpoints() throws IOException {
        PublishedTable other = otherTokenizer();
        assertThatThrownBy(() -> tables.run(export(other)))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("was trained with a tokenizer of 257 tokens (sha256 ")
                .hasMessageContaining(other.path() + " has 258 tokens")
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(ErrorCode.CONFIGURATION);
        assertThatThrownBy(() -> tables.run(evaluate(other)))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining(other.path() + " has 258 tokens");
    }

    private static TextGenerator open(long seed) throws IOException {
        GenerateConfig config =
                new GenerateConfig(20, seed, 2, List.of(), "auto", 1, new SamplingConfig(1, 0, 1, 0, 1));
        return TextGenerator.open(tables.store().fileSystem(), model.path(), config);
    }

    private static EvaluateStage evaluate(PublishedTable tokenizer) {
        return new EvaluateStage(EVALUATION, tokenizer, tables.sequences(), checkpoints);
    }

    private static ExportStage export(PublishedTable tokenizer) {
        ExportStageConfig config = new ExportStageConfig(
                new ExportConfig("test model", 6, new ByteSize(1 << 30)),
                TRAINING.train().optimizer());
        return new ExportStage(config, tokenizer, checkpoints, scores);
    }

    /** The same tokenizer with one token more. */
    private static PublishedTable otherTokenizer() throws IOException {
        BytePairModel original =
                TokenizerJson.read(Files.readAllBytes(file(tables.tokenizer(), TokenizerJson.FILE_NAME)), "original");
        List<String> tokens = new ArrayList<>(original.tokens());
        tokens.add("<|more|>");
        List<SpecialToken> special = new ArrayList<>(original.specialTokens());
        special.add(new SpecialToken(tokens.size() - 1, "<|more|>"));
        Path elsewhere = Files.createTempDirectory(directory, "other");
        Files.write(
                elsewhere.resolve(TokenizerJson.FILE_NAME),
                TokenizerJson.write(new BytePairModel(tokens, original.merges(), special)));
        Manifest manifest = tables.tokenizer().manifest();
        Manifest changed = new Manifest(
                manifest.formatVersion(),
                manifest.table(),
                manifest.stage(),
                "other",
                manifest.runId(),
                manifest.codeVersion(),
                manifest.parents(),
                manifest.config(),
                manifest.schema(),
                manifest.counters(),
                manifest.metrics(),
                manifest.rows(),
                manifest.files(),
                "another digest",
                manifest.created());
        Files.writeString(elsewhere.resolve(Manifest.FILE_NAME), changed.toJson());
        return new PublishedTable("tokenizer", "other", new org.apache.hadoop.fs.Path(elsewhere.toUri()), changed);
    }

    private static Path file(PublishedTable table, String name) {
        return Path.of(table.file(name).toUri());
    }
}
