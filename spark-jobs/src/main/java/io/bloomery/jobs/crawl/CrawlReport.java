package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.col;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the URLs of a crawl ended, in figures, or in words when nothing came of it. */
final class CrawlReport {

    private static final int OUTCOMES_SHOWN = 5;
    private static final Set<String> BESIDE_PAGES = Arrays.stream(CrawlState.values())
            .filter(state -> !state.isOfPage())
            .map(CrawlState::label)
            .collect(Collectors.toSet());

    private final Map<String, Long> states;
    private final Map<String, Double> metrics = new TreeMap<>();

    /**
     * Counts.
     *
     * @param urls of the crawl, every one in its last state
     * @param hosts that it visited
     */
    CrawlReport(Dataset<Row> urls, Dataset<Row> hosts, CrawlTotals totals) {
        this.states = urls.groupBy(FrontierTable.STATE).count().collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1), Long::sum, TreeMap::new));
        metrics.put("forgotten", (double) totals.forgotten());
        metrics.put("bytes", (double) totals.bytes());
        metrics.put("seconds", totals.seconds());
        metrics.put("pages-per-second", totals.seconds() > 0 ? totals.pages() / totals.seconds() : 0);
        metrics.put("hosts", (double) hosts.count());
        metrics.put(
                "hosts-given-up", (double) hosts.filter(col(HostTable.GIVEN_UP)).count());
    }

    /** Every URL of a page, by its state. */
    Counters counters() {
        Map<String, Long> out = new TreeMap<>();
        states.forEach((state, count) -> {
            if (!BESIDE_PAGES.contains(state)) {
                out.put(state.equals(CrawlState.FETCHED.label()) ? Counters.KEPT : Counters.DROPPED + state, count);
            }
        });
        return new Counters(out.values().stream().mapToLong(Long::longValue).sum(), new TreeMap<>(out));
    }

    Map<String, Double> metrics() {
        return metrics;
    }

    /** Whether there is anything for the next stage, or nothing for it to do. */
    boolean broughtSomething() {
        return Arrays.stream(CrawlState.values())
                .anyMatch(state -> state.isArchived() && states.getOrDefault(state.label(), 0L) > 0);
    }

    /** Tells those who waited what came of it. */
    void tell(Progress progress) {
        progress.say(String.format(
                Locale.ROOT,
                "crawl: %,d pages, %s, of %,d hosts in %s, %.1f pages/s",
                states.getOrDefault(CrawlState.FETCHED.label(), 0L),
                Quantity.bytes(metrics.get("bytes").longValue()),
                metrics.get("hosts").longValue(),
                Quantity.duration(Duration.ofMillis(Math.round(metrics.get("seconds") * 1000))),
                metrics.get("pages-per-second")));
        progress.say("crawl: "
                + states.entrySet().stream()
                        .map(state -> String.format(Locale.ROOT, "%,d %s", state.getValue(), state.getKey()))
                        .collect(Collectors.joining(", ")));
    }

    /** Names the first URLs with what became of them. */
    static BloomeryException nothingFetched(CrawlConfig config, Dataset<Row> urls) {
        String lines =
                urls.orderBy(FrontierTable.DEPTH, FrontierTable.URL).limit(OUTCOMES_SHOWN).collectAsList().stream()
                        .map(CrawlReport::line)
                        .collect(Collectors.joining("\n"));
        return new BloomeryException(
                ErrorCode.UNAVAILABLE,
                "no page could be fetched from " + String.join(", ", config.seeds()) + "\n" + lines,
                "Look at the states above: check the seeds, the network and crawl.network.proxy; addresses that are not"
                        + " public must be named in crawl.network.allow-addresses.");
    }

    private static String line(Row url) {
        int status = url.getAs(FrontierTable.STATUS);
        String detail = url.getAs(FrontierTable.DETAIL);
        return "  " + url.getAs(FrontierTable.URL) + "  " + url.getAs(FrontierTable.STATE)
                + (status == 0 ? "" : " (status " + status + ")")
                + (detail.isEmpty() ? "" : ": " + detail);
    }
}
