package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlOutcome;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.storage.Counters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the URLs of a crawl ended, in figures, or in words when nothing came of it. */
record CrawlReport(List<CrawlOutcome> outcomes) {

    private static final int OUTCOMES_SHOWN = 5;

    CrawlReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Every URL of a page, by its state. */
    Counters counters() {
        Map<String, Long> out = outcomes.stream()
                .map(CrawlOutcome::state)
                .filter(CrawlState::isOfPage)
                .collect(Collectors.groupingBy(
                        state -> state == CrawlState.FETCHED ? Counters.KEPT : Counters.DROPPED + state.label(),
                        Collectors.counting()));
        long in = out.values().stream().mapToLong(Long::longValue).sum();
        return new Counters(in, new TreeMap<>(out));
    }

    /** Names the first URLs with what became of them. */
    BloomeryException nothingFetched(CrawlConfig config) {
        String lines =
                outcomes.stream().limit(OUTCOMES_SHOWN).map(CrawlReport::line).collect(Collectors.joining("\n"));
        return new BloomeryException(
                ErrorCode.UNAVAILABLE,
                "no page could be fetched from " + String.join(", ", config.seeds()) + "\n" + lines,
                "Look at the states above: check the seeds, the network and crawl.network.proxy; addresses that are not"
                        + " public must be named in crawl.network.allow-addresses.");
    }

    private static String line(CrawlOutcome outcome) {
        String status = outcome.status() == 0 ? "" : " (status " + outcome.status() + ")";
        String detail = outcome.detail().isEmpty() ? "" : ": " + outcome.detail();
        return "  " + outcome.target().url() + "  " + outcome.state().label() + status + detail;
    }
}
