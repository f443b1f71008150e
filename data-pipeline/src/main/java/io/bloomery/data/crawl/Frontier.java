package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Plans a crawl round by round: what was seen, what is next, what is never visited.
 *
 * <p>Deterministic: the rounds depend on the configuration and on the outcomes only, not on the order in which outcomes
 * of a round arrive. Holds at most {@code max-known-urls} URLs. Not for use by several threads.
 */
public final class Frontier {

    static final int MAX_REDIRECTS = 5;

    private final CrawlConfig config;
    private final UrlSelection selection;
    private final Set<String> known = new HashSet<>();
    private final NavigableMap<String, NavigableSet<CrawlTarget>> pendingByHost = new TreeMap<>();
    private final List<CrawlOutcome> unvisited = new ArrayList<>();
    private final Map<String, Integer> fetchedByHost = new HashMap<>();
    private int fetched;
    private long forgotten;

    public Frontier(CrawlConfig config) {
        this.config = config;
        this.selection = new UrlSelection(config);
        config.seedUrls().forEach(seed -> add(new CrawlTarget(seed, 0, 0)));
    }

    /**
     * The targets of the next round: of each host in turn the one that comes first by depth and URL, as long as the
     * budgets would hold if all of them succeeded. Empty when the crawl is done.
     *
     * @param maxTargets largest round
     */
    public List<CrawlTarget> nextRound(int maxTargets) {
        List<CrawlTarget> round = new ArrayList<>();
        Map<String, Integer> planned = new HashMap<>(fetchedByHost);
        int room = Math.min(maxTargets, config.budget().maxPages() - fetched);
        for (int before = -1; before < round.size() && round.size() < room; ) {
            before = round.size();
            Iterator<NavigableSet<CrawlTarget>> hosts = pendingByHost.values().iterator();
            while (hosts.hasNext() && round.size() < room) {
                takeFirst(hosts.next(), planned, round);
            }
        }
        round.sort(null);
        return round;
    }

    private void takeFirst(NavigableSet<CrawlTarget> ofHost, Map<String, Integer> planned, List<CrawlTarget> round) {
        if (ofHost.isEmpty()) {
            return;
        }
        String host = ofHost.first().url().host();
        if (planned.getOrDefault(host, 0) < config.budget().maxPagesPerHost()) {
            planned.merge(host, 1, Integer::sum);
            round.add(ofHost.pollFirst());
        }
    }

    /** Takes in what a round brought; links are taken in order of the outcomes' URLs, whatever their order here. */
    public void accept(List<CrawlOutcome> outcomes) {
        outcomes.stream().sorted((a, b) -> a.target().compareTo(b.target())).forEach(this::accept);
    }

    /** How many targets wait; not all of them may fit the budget. */
    public int pending() {
        return pendingByHost.values().stream().mapToInt(Set::size).sum();
    }

    /** Pages in the archive so far. */
    public int fetched() {
        return fetched;
    }

    /** URLs that were met and not taken in, because {@code max-known-urls} was reached. */
    public long forgotten() {
        return forgotten;
    }

    /** The URLs that were never visited and why, in order; those that still wait are over budget. */
    public List<CrawlOutcome> unvisited() {
        List<CrawlOutcome> all = new ArrayList<>(unvisited);
        pendingByHost
                .values()
                .forEach(targets ->
                        targets.forEach(target -> all.add(CrawlOutcome.of(target, CrawlState.OVER_BUDGET, ""))));
        return all.stream().sorted((a, b) -> a.target().compareTo(b.target())).collect(Collectors.toList());
    }

    private void accept(CrawlOutcome outcome) {
        CrawlTarget from = outcome.target();
        known.add(from.url().toString());
        if (outcome.state() == CrawlState.FETCHED) {
            fetched++;
            fetchedByHost.merge(from.url().host(), 1, Integer::sum);
        }
        boolean redirect = outcome.state() == CrawlState.REDIRECTED;
        if (!redirect && config.scope() == CrawlScope.LIST) {
            return;
        }
        for (String link : outcome.links()) {
            Optional<CrawlUrl> url = CrawlUrl.parse(link);
            url.ifPresent(to -> add(
                    redirect
                            ? new CrawlTarget(to, from.depth(), from.redirects() + 1)
                            : new CrawlTarget(to, from.depth() + 1, 0)));
        }
    }

    private void add(CrawlTarget target) {
        String url = target.url().toString();
        if (known.contains(url)) {
            return;
        }
        if (known.size() >= config.budget().maxKnownUrls()) {
            forgotten++;
            return;
        }
        known.add(url);
        selection
                .refusal(target)
                .ifPresentOrElse(state -> unvisited.add(CrawlOutcome.of(target, state, "")), () -> pendingByHost
                        .computeIfAbsent(target.url().host(), host -> new TreeSet<>())
                        .add(target));
    }
}
