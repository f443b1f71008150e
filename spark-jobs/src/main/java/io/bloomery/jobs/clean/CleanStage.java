package io.bloomery.jobs.clean;

import io.bloomery.data.extract.ExtractConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.filter.CleanConfig;
import io.bloomery.data.filter.PageJudge;
import io.bloomery.data.filter.RuleSettings;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.RuleSet;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.HadoopResources;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.DocumentTable;
import io.bloomery.jobs.table.OutcomeTable;
import io.bloomery.jobs.table.QuarantineTable;
import io.bloomery.jobs.table.RejectTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Makes clean documents of archived pages, one task an archive file.
 *
 * <p>Every record of an archive becomes exactly one row: a document, a reject or a quarantine row.
 */
public final class CleanStage implements Stage {

    public static final String NAME = "clean";

    private static final int VERSION = 3;

    /** What decides the output; the parents say which crawl, the digests which files of a glob, which lists and models. */
    private record Inputs(
            String input,
            String inputDigest,
            ExtractConfig extract,
            String profile,
            boolean measureDropped,
            List<RuleSettings> rules,
            Map<String, String> resources) {}

    private final CleanConfig config;
    private final RuleSet rules;
    private final Map<String, String> resources;
    private final Optional<PublishedTable> pages;
    private final ArchiveFiles files;

    private CleanStage(
            CleanConfig config, Optional<PublishedTable> pages, ArchiveFiles files, HadoopResources resources)
            throws IOException {
        this.config = config;
        this.rules = config.ruleSet(resources);
        this.resources = resources.digests();
        this.pages = pages;
        this.files = files;
    }

    /**
     * Cleans the archives that {@code clean.input} names, or else those of a crawl.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where there are none
     */
    public static CleanStage of(CleanConfig config, Optional<PublishedTable> pages, Configuration hadoop)
            throws IOException {
        HadoopResources resources = new HadoopResources(hadoop);
        if (!config.input().isBlank()) {
            return new CleanStage(config, Optional.empty(), ArchiveFiles.matching(config.input(), hadoop), resources);
        }
        PublishedTable crawled = pages.orElseThrow(() -> new BloomeryException(
                ErrorCode.INPUT_MISSING,
                "there are no pages to clean: clean.input is empty and no crawl was published",
                "Run the crawl first, or set clean.input to a glob of WARC files."));
        return new CleanStage(config, pages, ArchiveFiles.of(crawled), resources);
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
                config.input(),
                pages.isPresent() ? "" : files.digest(),
                config.extract(),
                config.profile(),
                config.measureDropped(),
                config.activeRules(),
                resources);
    }

    @Override
    public List<PublishedTable> parents() {
        return pages.stream().toList();
    }

    @Override
    public List<String> tables() {
        return List.of(QuarantineTable.CLEAN, RejectTable.CLEAN, DocumentTable.CLEAN);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        if (pages.isPresent()) {
            context.store().verifySizes(pages.get());
        }
        Dataset<Row> outcomes = outcomes(context.spark(), context.runId().value());
        outcomes.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            context.writeParquet(DocumentTable.CLEAN, OutcomeTable.documents(outcomes));
            context.writeParquet(RejectTable.CLEAN, OutcomeTable.rejects(outcomes));
            context.writeParquet(QuarantineTable.CLEAN, OutcomeTable.quarantine(outcomes));
            Counters counters = OutcomeTable.counters(outcomes, rules());
            return new StageResult(counters, Map.of("characters", (double) OutcomeTable.keptCharacters(outcomes)));
        } finally {
            outcomes.unpersist();
        }
    }

    private List<String> rules() {
        return rules.limits().stream().map(Limit::rule).toList();
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
        JavaRDD<Row> rows = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(files.paths(), Math.max(1, files.paths().size()))
                .flatMap(new ArchiveReader(judge, table, runId, hadoop));
        return spark.createDataFrame(rows, table.schema());
    }
}
