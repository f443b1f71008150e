package io.bloomery.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.site.ArchiveSites;
import io.bloomery.data.tokenize.BytePairTrainer;
import io.bloomery.data.tokenize.TokenizerConfig;
import io.bloomery.data.tokenize.TokenizerFiles;
import io.bloomery.jobs.export.ExportStage;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.model.checkpoint.LocalFolder;
import io.bloomery.model.export.ModelFolder;
import io.bloomery.model.export.Weights;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.spec.GptSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The command line from a web site to a model, and what it says when its input is bad. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LineIT {

    private static final int PAGES = 60;
    private static final List<String> SUBJECTS = List.of(
            "the furnace",
            "an old smith",
            "the iron",
            "every bloom of the ore",
            "the charcoal",
            "a young worker",
            "the slag");
    private static final List<String> VERBS = List.of(
            "was heated in",
            "is made from",
            "could not leave",
            "has been taken to",
            "will stay near",
            "was found under");
    private static final List<String> OBJECTS = List.of(
            "the river and the hill",
            "a house of clay",
            "the market in the town",
            "that which the miners had left",
            "the fire that burned for a day",
            "the wood of the forest");

    @TempDir
    private static Path directory;

    private static ArchiveSites sites;

    /** How a command ended. */
    private record Ended(int status, String out, String err) {
        String lastLine() {
            String[] lines = err.strip().split("\n", -1);
            return lines[lines.length - 1];
        }
    }

    @BeforeAll
    static void serve() throws IOException {
        Path archive = directory.resolve("site.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (int i = 0; i < PAGES; i++) {
                zip.putNextEntry(new ZipEntry(i == 0 ? "index.html" : "page-" + i + ".html"));
                zip.write(page(i).getBytes(StandardCharsets.UTF_8));
            }
        }
        sites = ArchiveSites.start(Map.of("ore.test", archive), List.of(), 0);
    }

    @AfterAll
    static void stop() {
        sites.close();
    }

    @Test
    @Order(1)
    void makesAModelOnARealHdfsAndSkipsEverythingTheSecondTime() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("dfs").toString());
        try (MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
            FileSystem hdfs = cluster.getFileSystem();
            String root = hdfs.getUri() + "/bloomery";

            Ended first = run(root, "pipeline");
            assertThat(first.err()).contains("export: done");
            assertThat(first.status()).isZero();
            assertThat(first.out()).contains("perplexity").contains("report: " + root);

            Ended second = run(root, "pipeline");
            assertThat(second.status()).isZero();
            assertThat(second.err())
                    .contains("export: already there, nothing to do")
                    .doesNotContain("running");

            Ended generated = run(root, "generate", "--prompt", "the iron", "--set", "generate.max-tokens=5");
            assertThat(generated.out()).startsWith("the iron");
        }
    }

    @Test
    @Order(2)
    void saysWhatATableHoldsAndWhyAPageIsMissing() {
        assertThat(run(local(), "pipeline", "--until", "dedupe").status()).isZero();

        assertThat(run(local(), "inspect", "clean_documents", "--sample", "1").out())
                .contains("column    text")
                .contains("counters  in")
                .contains("sample");
        assertThat(run(local(), "inspect", "--why", "http://ore.test/page-2.html")
                        .out())
                .contains("crawl: fetched")
                .contains("clean: dropped by short-text: it measured 12")
                .contains(", set by clean.rules.multilingual.short-text.min-characters");
        assertThat(run(local(), "inspect", "--why", "http://ore.test/never.html")
                        .out())
                .contains("no table under");
    }

    @Test
    @Order(3)
    void tellsAPersonWhatBecameOfThePagesAndStopsWhereAnExpectationDoesNotHold() throws IOException {
        Path page = directory.resolve("report.html");
        assertThat(run(local(), "report", "--output", page.toString()).out())
                .containsPattern("clean: [0-9]+ rules never fired: ");
        assertThat(Files.readString(page)).contains("id=\"silent\"", "id=\"signals\"");

        Path folder = directory.resolve("corpus");
        assertThat(run(local(), "card", "--output", folder.toString()).status()).isZero();
        assertThat(Files.readString(folder.resolve("README.md")))
                .startsWith("---\nlicense: unknown\n")
                .contains("path: data/train-*.parquet", "## What dedupe did");

        Ended failed = run(local(), "clean", "--set", "checks.clean.fail=[\"kept-fraction > 100%\"]");
        assertThat(failed.status()).isEqualTo(65);
        assertThat(failed.lastLine())
                .startsWith(
                        "bloomery: bad-data (status 65): the check \"kept-fraction > 100%\" of the stage clean does not"
                                + " hold: measured 0.9")
                .contains("checks.clean.fail");
    }

    @Test
    @Order(3)
    void keepsTheRecordsBeforeTheDamageOfATruncatedArchive() throws IOException {
        Path whole = onlyFile("pages", ".warc.gz");
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.createDirectories(directory.resolve("archives")).resolve("cut.warc.gz");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length * 3 / 4));

        Ended ended = run(
                directory.resolve("cut-root").toString(),
                "clean",
                "--set",
                "clean.input=" + directory + "/archives/*.warc.gz");

        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .containsPattern("clean_quarantine +1 rows")
                .containsPattern("clean_documents +[1-5][0-9] rows");
    }

    @Test
    @Order(4)
    void goesOnFromAnImportedModelAndRefusesOneWhoseBytesHaveChanged() throws IOException {
        GptSpec spec = new GptSpec(TokenizerConfig.MIN_VOCABULARY_SIZE, 40, 2, 3, 12);
        Path folder = Files.createDirectories(directory.resolve("from-elsewhere"));
        write(folder, spec);
        Path imported = modelOf(run(local(), "import", "--model", folder.toString()));

        String from = "train.from=" + imported;
        String gently = "train.optimizer.learning-rate=1e-4";
        String bottom = "train.optimizer.min-learning-rate=1e-5";
        Ended trained = run(local(), "pipeline", "--set", from, "--set", gently, "--set", bottom);
        assertThat(trained.err()).contains("export: done").doesNotContain("tokenizer: running");
        assertThat(trained.status()).isZero();
        Path tuned = newestModel();
        assertThat(tuned).isNotEqualTo(imported);
        ModelFolder exported = new ModelFolder(new LocalFolder(tuned));
        assertThat(exported.readSpec()).isEqualTo(spec);
        float[] before =
                new ModelFolder(new LocalFolder(imported)).readWeights(spec).flat();
        assertThat(exported.readWeights(spec).flat())
                .as("six steps of 1e-4")
                .isNotEqualTo(before)
                .containsExactly(before, within(1e-3f));

        Path weights = tuned.resolve(ModelFolder.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 2] ^= 1;
        Files.write(weights, bytes);
        Files.delete(tuned.resolve("." + ModelFolder.WEIGHTS + ".crc"));
        Ended refused = run(local(), "generate", "--prompt", "the iron");
        assertThat(refused.status()).isEqualTo(65);
        assertThat(refused.lastLine()).contains(weights + " is damaged", "The newest whole model is file:" + imported);
        assertThat(run(local(), "generate", "--model", imported.toString(), "--prompt", "the iron")
                        .status())
                .isZero();
    }

    /** What transformers would have written. */
    private static void write(Path folder, GptSpec spec) throws IOException {
        ModelFolder model = new ModelFolder(new LocalFolder(folder));
        INDArray weights = Nd4j.create(DataType.FLOAT, spec.parameterCount());
        DecoderNetwork.initialize(spec, weights, 3);
        model.writeWeights(Weights.of(ParameterLayout.of(spec), weights.toFloatVector(), Long.MAX_VALUE));
        model.writeConfig(spec, spec.vocabularySize() - 1);
        model.writeTokenizer(TokenizerFiles.of(
                BytePairTrainer.train(Map.of("ore", 1L), new TokenizerConfig(spec.vocabularySize(), 1, 10)),
                OptionalInt.of(spec.contextLength())));
    }

    private static Path modelOf(Ended imported) {
        assertThat(imported.status()).isZero();
        return Path.of(imported.out().strip().replaceFirst("(?s)^model .* file:", ""));
    }

    private static Path newestModel() throws IOException {
        TableStore store =
                new TableStore(FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(local()));
        List<PublishedTable> models = store.versions(ExportStage.MODEL);
        return Path.of(models.get(models.size() - 1).path().toUri().getPath());
    }

    @Test
    @Order(4)
    void namesAModelToGoOnFromThatIsNotThere() {
        Ended ended = run(local(), "train", "--set", "train.from=" + directory + "/model/0123");
        assertThat(ended.status()).isEqualTo(66);
        assertThat(ended.lastLine())
                .contains("train.from names " + directory + "/model/0123, and there is no table")
                .contains("Run `bloomery import --model DIR` first");
    }

    @Test
    @Order(4)
    void namesAGlobThatMatchesNothing() {
        Ended ended = run(local(), "clean", "--set", "clean.input=" + directory + "/nothing/*.warc.gz");
        assertThat(ended.status()).isEqualTo(66);
        assertThat(ended.lastLine())
                .startsWith("bloomery: input-missing (status 66): ")
                .contains("/nothing/*.warc.gz");
    }

    @Test
    @Order(5)
    void namesTheStageThatHasToRunFirst() {
        Ended ended = run(directory.resolve("new-root").toString(), "dedupe");
        assertThat(ended.status()).isEqualTo(66);
        assertThat(ended.lastLine()).contains("Run `bloomery crawl` with the same --config and --set first");
    }

    @Test
    @Order(6)
    void namesAMisspeltKey() {
        Ended ended = run(local(), "clean", "--set", "clean.rules.multilingual.word-cuont.min=3");
        assertThat(ended.status()).isEqualTo(78);
        assertThat(ended.lastLine())
                .contains("unknown key clean.rules.multilingual.word-cuont; did you mean"
                        + " clean.rules.multilingual.word-count?");
    }

    @Test
    @Order(7)
    void saysThatTheRootCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("a-file"), "x");
        Ended ended = run(file + "/root", "crawl");
        assertThat(ended.status()).isEqualTo(73);
        assertThat(ended.lastLine()).contains("cannot write to storage.root");
    }

    @Test
    @Order(8)
    void stopsAtAnEmptyCorpus() {
        Ended ended = run(
                directory.resolve("empty-root").toString(),
                "pipeline",
                "--until",
                "dedupe",
                "--set",
                "clean.rules.multilingual.word-count.min=100000");
        assertThat(ended.status()).isEqualTo(65);
        assertThat(ended.lastLine()).contains("the corpus is empty");
    }

    @Test
    @Order(9)
    void namesACorruptParquetFileAndLosesNothing() throws IOException {
        Path file = onlyFile("clean_documents", ".parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 0x55;
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);

        Ended ended = run(local(), "dedupe", "--set", "dedupe.min-hash.seed=2");

        assertThat(ended.status()).isEqualTo(65);
        assertThat(ended.lastLine()).contains("corrupt").contains("part-00000-of-");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    private static String local() {
        return directory.resolve("root").toString();
    }

    private static Path onlyFile(String table, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(local(), table))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Ended run(String root, String verb, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(List.of(more));
        setting(arguments, "storage.root", root);
        setting(arguments, "crawl.seeds", "[\"http://ore.test/\"]");
        setting(arguments, "crawl.network.proxy", sites.proxy());
        setting(arguments, "crawl.network.allow-addresses", "[\"127.0.0.0/8\"]");
        setting(arguments, "crawl.politeness.min-delay", "0 s");
        setting(arguments, "clean.rules.language.min-score", "0");
        setting(arguments, "clean.rules.multilingual.duplicate-ngrams.max-fivegrams", "1");
        setting(arguments, "clean.rules.multilingual.duplicate-ngrams.max-sixgrams", "1");
        setting(arguments, "clean.rules.multilingual.duplicate-ngrams.max-sevengrams", "1");
        setting(arguments, "clean.rules.multilingual.duplicate-ngrams.max-eightgrams", "1");
        setting(arguments, "clean.rules.multilingual.duplicate-ngrams.max-ninegrams", "1");
        setting(arguments, "clean.rules.multilingual.duplicate-ngrams.max-tengrams", "1");
        setting(arguments, "tokenizer.vocabulary-size", "300");
        setting(arguments, "tokenize.sequence-length", "16");
        setting(arguments, "tokenize.validation-fraction", "0.2");
        setting(arguments, "model.context-length", "16");
        setting(arguments, "model.layers", "1");
        setting(arguments, "model.heads", "1");
        setting(arguments, "model.width", "8");
        setting(arguments, "train.batch-size", "2");
        setting(arguments, "train.averaging-frequency", "2");
        setting(arguments, "train.optimizer.total-steps", "6");
        setting(arguments, "train.optimizer.warmup-steps", "2");
        setting(arguments, "spark.master", "local[2]");
        int status = Main.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                arguments.toArray(String[]::new));
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Adds a setting unless the test has one for the same key. */
    private static void setting(List<String> arguments, String key, String value) {
        if (arguments.stream().noneMatch(argument -> argument.startsWith(key + "="))) {
            arguments.addAll(List.of("--set", key + "=" + value));
        }
    }

    /** A page that links to the next one; page 2 is too short to keep. */
    private static String page(int number) {
        Random random = new Random(number);
        StringBuilder body = new StringBuilder("<h1>Chapter " + number + "</h1>");
        for (int paragraph = 0; number != 2 && paragraph < 5; paragraph++) {
            body.append("<p>");
            for (int sentence = 0; sentence < 6; sentence++) {
                body.append(pick(SUBJECTS, random))
                        .append(' ')
                        .append(pick(VERBS, random))
                        .append(' ')
                        .append(pick(OBJECTS, random))
                        .append(" with ")
                        .append(random.nextInt(900))
                        .append(" stones. ");
            }
            body.append("</p>");
        }
        return "<html lang=\"en\"><head><title>Ore " + number + "</title></head><body><main>" + body
                + "<p><a href=\"page-" + (number + 1) % PAGES + ".html\">next</a></p></main></body></html>";
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
