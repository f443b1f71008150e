package io.bloomery.jobs.report;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.report.CorpusSummary;
import io.bloomery.data.report.CurationSummary;
import io.bloomery.data.report.DocumentSample;
import io.bloomery.data.report.Funnel;
import io.bloomery.data.report.Generation;
import io.bloomery.data.report.Histogram;
import io.bloomery.data.report.LineReport;
import io.bloomery.data.report.Location;
import io.bloomery.data.report.ModelSummary;
import io.bloomery.data.report.Perplexity;
import io.bloomery.data.report.Ranking;
import io.bloomery.data.report.RunSummary;
import io.bloomery.data.report.StageSummary;
import io.bloomery.jobs.run.RunId;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;

/** Gathers the report of a run from the tables of its stages; a part whose table is not there is left out. */
public final class RunReport {

    private static final List<String> FUNNEL_STAGES = List.of("crawl", "clean", "dedupe");
    private static final String PERPLEXITY = "perplexity";

    private final SparkSession spark;
    private final FileSystem fileSystem;

    public RunReport(SparkSession spark, FileSystem fileSystem) {
        this.spark = requireNonNull(spark, "spark");
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
    }

    /**
     * The report of stages that are done.
     *
     * @param outcomes in the order of the line
     * @param generations what the model wrote; empty where it was not asked
     * @param configuration as it was resolved, with secrets masked
     */
    public LineReport gather(
            String title, RunId runId, List<StageOutcome> outcomes, List<Generation> generations, String configuration)
            throws IOException {
        Map<String, PublishedTable> tables = new LinkedHashMap<>();
        outcomes.forEach(outcome -> outcome.tables().forEach(table -> tables.put(table.table(), table)));
        RunSummary run = new RunSummary(title, runId.value(), stages(outcomes), locations(tables), configuration);
        return new LineReport(run, CurationSummary.none(), corpus(outcomes, tables), model(tables, generations));
    }

    private static List<StageSummary> stages(List<StageOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> new StageSummary(outcome.stage(), outcome.skipped(), outcome.duration()))
                .toList();
    }

    private static List<Location> locations(Map<String, PublishedTable> tables) {
        return tables.values().stream()
                .map(table -> new Location(table.table(), table.path().toString()))
                .toList();
    }

    private CorpusSummary corpus(List<StageOutcome> outcomes, Map<String, PublishedTable> tables) {
        List<Funnel> funnels = outcomes.stream()
                .filter(outcome -> FUNNEL_STAGES.contains(outcome.stage()))
                .map(RunReport::funnel)
                .toList();
        CorpusSurvey survey = new CorpusSurvey(spark);
        List<Histogram> histograms = new ArrayList<>();
        List<Ranking> rankings = new ArrayList<>();
        List<DocumentSample> samples = new ArrayList<>();
        Optional<PublishedTable> corpus = lastOf(tables, "clean_documents", "dedupe_documents");
        corpus.ifPresent(documents -> {
            histograms.addAll(survey.shape(documents));
            rankings.addAll(survey.mix(documents));
            samples.addAll(survey.kept(documents));
        });
        lastOf(tables, "clusters").ifPresent(clusters -> histograms.add(survey.clusterSizes(clusters)));
        lastOf(tables, "clean_rejects").ifPresent(rejects -> samples.addAll(survey.dropped(rejects)));
        lastOf(tables, "dedupe_rejects").ifPresent(rejects -> samples.addAll(survey.dropped(rejects)));
        return new CorpusSummary(funnels, histograms, rankings, samples);
    }

    private static Funnel funnel(StageOutcome outcome) {
        var counters = outcome.primary().manifest().counters();
        return new Funnel(outcome.stage(), counters.in(), counters.out());
    }

    private ModelSummary model(Map<String, PublishedTable> tables, List<Generation> generations) throws IOException {
        Optional<PublishedTable> checkpoints = lastOf(tables, "checkpoints");
        if (checkpoints.isEmpty()) {
            return ModelSummary.none();
        }
        TrainingLog log = TrainingLog.read(fileSystem, checkpoints.get());
        double parameters = checkpoints.get().manifest().metrics().getOrDefault("parameters", 0.0);
        return new ModelSummary(
                Math.round(parameters),
                log.tokens(),
                log.tokensPerSecond(),
                log.curves(),
                lastOf(tables, "scores").map(RunReport::perplexities).orElse(List.of()),
                generations);
    }

    /** The trained model first, then its baselines from the best to the worst. */
    private static List<Perplexity> perplexities(PublishedTable scores) {
        List<Perplexity> baselines = new ArrayList<>();
        List<Perplexity> all = new ArrayList<>();
        scores.manifest().metrics().forEach((name, value) -> {
            if (name.equals(PERPLEXITY)) {
                all.add(new Perplexity("this model", value, false));
            } else if (name.startsWith(PERPLEXITY + ".")) {
                baselines.add(new Perplexity(name.substring(PERPLEXITY.length() + 1), value, true));
            }
        });
        baselines.sort((a, b) -> Double.compare(a.value(), b.value()));
        all.addAll(baselines);
        return all;
    }

    private static Optional<PublishedTable> lastOf(Map<String, PublishedTable> tables, String... names) {
        Optional<PublishedTable> found = Optional.empty();
        for (String name : names) {
            if (tables.containsKey(name)) {
                found = Optional.of(tables.get(name));
            }
        }
        return found;
    }
}
