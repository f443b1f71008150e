package io.bloomery.jobs.report;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.check.CheckOutcome;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
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
import io.bloomery.data.report.ReportConfig;
import io.bloomery.data.report.RunSummary;
import io.bloomery.data.report.StageSummary;
import io.bloomery.data.step.Limit;
import io.bloomery.data.survey.Drift;
import io.bloomery.data.survey.TableSurvey;
import io.bloomery.jobs.run.RunId;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.survey.CheckGate;
import io.bloomery.jobs.survey.Surveys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;

/** Gathers the report of a run from the tables of its stages; a part whose table is not there is left out. */
public final class RunReport {

    private static final String CRAWL = "crawl";
    private static final String SEQUENCES = "sequences";
    private static final String TOKENS = "tokens.";
    private static final String PERPLEXITY = "perplexity";

    /**
     * What the report is to be about.
     *
     * @param title headline of the page
     * @param generations what the model wrote; empty where it was not asked
     * @param configuration as it was resolved, with secrets masked
     * @param limits of the rules that cleaned
     * @param against names the run to compare with, as {@link Surveys#earlier}; empty for the one before
     */
    public record Request(
            String title,
            RunId runId,
            List<Generation> generations,
            String configuration,
            List<Limit> limits,
            String against) {
        public Request {
            generations = List.copyOf(generations);
            limits = List.copyOf(limits);
        }
    }

    private final Supplier<SparkSession> spark;
    private final FileSystem fileSystem;
    private final Surveys surveys;
    private final CheckGate gate;
    private final ReportConfig config;

    public RunReport(
            Supplier<SparkSession> spark, FileSystem fileSystem, Surveys surveys, CheckGate gate, ReportConfig config) {
        this.spark = requireNonNull(spark, "spark");
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
        this.surveys = requireNonNull(surveys, "surveys");
        this.gate = requireNonNull(gate, "gate");
        this.config = requireNonNull(config, "config");
    }

    /**
     * The report of stages that are done.
     *
     * @param outcomes in the order of the line
     */
    public LineReport gather(List<StageOutcome> outcomes, Request request) throws IOException {
        Map<String, PublishedTable> tables = new LinkedHashMap<>();
        outcomes.forEach(outcome -> outcome.tables().forEach(table -> tables.put(table.table(), table)));
        RunSummary run = new RunSummary(
                request.title(), request.runId().value(), stages(outcomes), locations(tables), request.configuration());
        CurationSummary curation = curation(outcomes, request);
        return new LineReport(
                run, curation, corpus(outcomes, tables, curation.surveys()), model(tables, request.generations()));
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

    private CurationSummary curation(List<StageOutcome> outcomes, Request request) throws IOException {
        List<TableSurvey> measured = new ArrayList<>();
        List<CheckOutcome> checks = new ArrayList<>();
        List<Drift> drifts = new ArrayList<>();
        long tokens = 0;
        for (StageOutcome outcome : outcomes) {
            if (Surveys.isJudged(outcome.primary())) {
                TableSurvey survey = surveys.of(outcome.primary());
                measured.add(survey);
                checks.addAll(gate.judge(outcome));
                Optional<PublishedTable> earlier = surveys.earlier(outcome.primary(), request.against());
                if (earlier.isPresent()) {
                    drifts.add(new Drift(surveys.of(earlier.get()), survey));
                }
            }
            tokens += tokens(outcome.primary());
        }
        if (drifts.isEmpty() && !request.against().isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "there is no table of documents of a run or with a fingerprint " + request.against(),
                    "`bloomery inspect` lists all tables, `bloomery inspect TABLE` names the run that made one.");
        }
        return new CurationSummary(measured, request.limits(), checks, drifts, tokens);
    }

    /** Tokens of all splits; the remainder that filled no sequence is not among them. */
    private static long tokens(PublishedTable table) {
        return table.manifest().metrics().entrySet().stream()
                .filter(metric -> table.table().equals(SEQUENCES)
                        && metric.getKey().startsWith(TOKENS)
                        && !metric.getKey().equals(TOKENS + "dropped-remainder"))
                .mapToLong(metric -> Math.round(metric.getValue()))
                .sum();
    }

    private CorpusSummary corpus(
            List<StageOutcome> outcomes, Map<String, PublishedTable> tables, List<TableSurvey> measured) {
        List<Funnel> funnels = outcomes.stream()
                .filter(outcome -> outcome.stage().equals(CRAWL) || Surveys.isJudged(outcome.primary()))
                .map(RunReport::funnel)
                .toList();
        CorpusSurvey survey = new CorpusSurvey(spark.get(), config.samples());
        List<Histogram> histograms = new ArrayList<>();
        List<Ranking> rankings = new ArrayList<>();
        List<DocumentSample> samples = new ArrayList<>();
        if (!measured.isEmpty()) {
            TableSurvey last = measured.get(measured.size() - 1);
            histograms.addAll(CorpusShape.histograms(last));
            rankings.addAll(CorpusShape.rankings(last));
        }
        Optional<StageOutcome> judged = outcomes.stream()
                .filter(outcome -> Surveys.isJudged(outcome.primary()))
                .reduce((earlier, later) -> later);
        judged.ifPresent(outcome -> samples.addAll(survey.kept(outcome.primary())));
        lastOf(tables, "clusters").ifPresent(clusters -> histograms.add(survey.clusterSizes(clusters)));
        tables.values().stream()
                .filter(table -> table.table().endsWith("_rejects"))
                .forEach(rejects -> samples.addAll(survey.dropped(rejects)));
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
