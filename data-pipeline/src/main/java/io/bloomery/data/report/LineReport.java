package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Everything a person is told about one run of the line; {@link HtmlReport} and {@link ConsoleSummary} render it. */
public record LineReport(RunSummary run, CurationSummary curation, CorpusSummary corpus, ModelSummary model) {
    public LineReport {
        requireNonNull(run, "run");
        requireNonNull(curation, "curation");
        requireNonNull(corpus, "corpus");
        requireNonNull(model, "model");
    }

    /** Time spent in all stages. */
    public Duration duration() {
        return run.stages().stream().map(StageSummary::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /** What entered the first stage. */
    public long pagesIn() {
        return corpus.funnels().isEmpty() ? 0 : corpus.funnels().get(0).in();
    }

    /** What left the last stage. */
    public long documentsKept() {
        return corpus.funnels().isEmpty()
                ? 0
                : corpus.funnels().get(corpus.funnels().size() - 1).kept();
    }
}
