package io.bloomery.jobs.clean;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.config.RecordTree;
import io.bloomery.data.extract.ExtractConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.filter.CleanConfig;
import io.bloomery.data.filter.PageJudge;
import io.bloomery.data.filter.Rescoring;
import io.bloomery.data.filter.RuleSettings;
import io.bloomery.data.source.SourceConfig;
import io.bloomery.data.source.SourceSplit;
import io.bloomery.data.step.RuleSet;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.HadoopResources;
import io.bloomery.jobs.storage.Manifest;
import io.bloomery.jobs.storage.Parent;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.DocumentTable;
import io.bloomery.jobs.table.OutcomeTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Makes clean documents of archived pages, and of texts in other formats, in parallel over files and parts of files.
 *
 * <p>Every record of a file becomes exactly one row: a document, a reject or a quarantine row.
 */
public final class CleanStage implements Stage {

    public static final String NAME = "clean";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int VERSION = 7;

    /** What decides the output; the parents say which crawl, the digests which files of a glob, which lists and models. */
    private record Inputs(
            int version,
            String input,
            String inputDigest,
            SourceConfig source,
            ExtractConfig extract,
            String profile,
            boolean measureDropped,
            List<RuleSettings> rules,
            Map<String, String> resources) {}

    private final CleanConfig config;
    private final RuleSet rules;
    private final HadoopResources resources;
    private final Map<String, String> resourceDigests;
    private final Optional<PublishedTable> pages;
    private final SourceFiles files;

    private CleanStage(CleanConfig config, Optional<PublishedTable> pages, SourceFiles files, HadoopResources resources)
            throws IOException {
        this.config = config;
        this.rules = config.ruleSet(resources);
        requireSignals(config, rules);
        this.resources = resources;
        this.resourceDigests = Map.copyOf(resources.digests());
        this.pages = pages;
        this.files = files;
    }

    /**
     * Cleans the files that {@code clean.input} names, or else those of a crawl.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where there are none
     */
    public static CleanStage of(CleanConfig config, Optional<PublishedTable> pages, Configuration hadoop)
            throws IOException {
        HadoopResources resources = new HadoopResources(hadoop);
        if (!config.input().isBlank()) {
            return new CleanStage(
                    config, Optional.empty(), SourceFiles.matching(config.input(), config.source(), hadoop), resources);
        }
        PublishedTable crawled = pages.orElseThrow(() -> new BloomeryException(
                ErrorCode.INPUT_MISSING,
                "there are no pages to clean: clean.input is empty and no crawl was published",
                "Run the crawl first, or set clean.input to a glob of files."));
        return new CleanStage(config, pages, SourceFiles.of(crawled), resources);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public Record configuration() {
        return new Inputs(
                VERSION,
                config.input(),
                pages.isPresent() ? "" : files.digest(),
                config.source(),
                config.extract(),
                config.profile(),
                config.measureDropped(),
                config.activeRules(),
                resourceDigests);
    }

    @Override
    public List<PublishedTable> parents() {
        return pages.stream().toList();
    }

    @Override
    public List<String> tables() {
        return CleanTables.NAMES;
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        if (pages.isPresent()) {
            context.store().verifySizes(pages.get());
        }
        return CleanTables.write(
                context, rules, outcomes(context.spark(), context.runId().value()));
    }

    /** Parquet has no columns without fields, and {@code signals} has one for each number that the rules measure. */
    private static void requireSignals(CleanConfig config, RuleSet rules) {
        if (rules.signals().isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "no rule of clean.profile = " + config.profile()
                            + " measures a signal, and a table of documents cannot be written without one",
                    "Add a rule that measures, such as multilingual.word-count, to clean.profiles." + config.profile()
                            + ".");
        }
    }

    /** The rules of the profile. */
    public RuleSet rules() {
        return rules;
    }

    /** Why what another configuration made of this input cannot be judged again by this one; empty where it can. */
    Optional<String> obstacleToRescoring(Manifest other) throws IOException {
        JsonNode before = json(other.config());
        JsonNode now = json(RecordTree.of(configuration()));
        for (String key :
                List.of("version", "input", "input-digest", "source", "extract", "resources", "measure-dropped")) {
            if (!before.path(key).equals(now.path(key))) {
                return Optional.of(key + " was " + before.path(key) + " and is now " + now.path(key));
            }
        }
        if (!config.measureDropped()) {
            return Optional.of("clean.measure-dropped is false, so dropped documents were not measured to the end");
        }
        List<String> pagesBefore =
                other.parents().stream().map(Parent::contentDigest).toList();
        if (!pagesBefore.equals(
                pages.stream().map(table -> table.manifest().contentDigest()).toList())) {
            return Optional.of("it was made of other pages");
        }
        List<RuleSettings> measured = JSON.convertValue(before.path("rules"), new TypeReference<>() {});
        return new Rescoring(config, resources).obstacles(measured).stream().findFirst();
    }

    /** Through text, so that numbers of different Java types are equal. */
    private static JsonNode json(Object tree) throws IOException {
        return JSON.readTree(JSON.writeValueAsString(tree));
    }

    private Dataset<Row> outcomes(SparkSession spark, String runId) {
        OutcomeTable table = new OutcomeTable(new DocumentTable(rules.signals()));
        PageJudge judge = new PageJudge(
                config.extract(),
                rules,
                pages.isPresent() ? "crawl" : "warc",
                pages.map(PublishedTable::fingerprint).orElse(""));
        SerializableConfiguration hadoop =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        List<List<SourceSplit>> tasks = files.tasks();
        JavaRDD<Row> rows = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(IntStream.range(0, tasks.size()).boxed().toList(), Math.max(1, tasks.size()))
                .flatMap(new SourceTask(tasks, config.source(), judge, table, runId, hadoop));
        return spark.createDataFrame(rows, table.schema());
    }
}
