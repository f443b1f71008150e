package io.bloomery.data.report;

import java.util.List;

/**
 * What became of the pages and what the corpus looks like.
 *
 * @param funnels one per stage that decides about documents, in order
 * @param rankings languages, hosts, …
 */
public record CorpusSummary(
        List<Funnel> funnels, List<Histogram> histograms, List<Ranking> rankings, List<DocumentSample> samples) {

    public CorpusSummary {
        funnels = List.copyOf(funnels);
        histograms = List.copyOf(histograms);
        rankings = List.copyOf(rankings);
        samples = List.copyOf(samples);
    }

    public static CorpusSummary empty() {
        return new CorpusSummary(List.of(), List.of(), List.of(), List.of());
    }
}
