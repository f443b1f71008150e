package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The URLs of a host that wait for their visit in a round: those that were planned, and those that visits lead to, so that
 * a host of which little is known need not wait for the next round.
 *
 * <p>Near the seeds before far from them, always, so that a URL has the same depth in whatever round it is found. What is
 * left in the end stays in the frontier, or comes into it with the links of the pages. What is visited depends on the plan
 * and the answers, not on the time that they took. Not for use by several threads at once.
 */
final class HostQueue {

    /** URLs that may wait; what is found after that is for later rounds. */
    static final int MOST_WAITING = 50_000;

    private static final Comparator<PlannedUrl> ORDER =
            Comparator.<PlannedUrl>comparingInt(url -> url.target().priority()).thenComparing(PlannedUrl::target);

    private final String host;
    private final HostPlan plan;
    private final Discovery discovery;
    private final PriorityQueue<PlannedUrl> waiting = new PriorityQueue<>(ORDER);
    private final Set<Long> met = new HashSet<>();
    private long asked;

    HostQueue(String host, HostPlan plan, Discovery discovery) {
        this.host = requireNonNull(host, "host");
        this.plan = requireNonNull(plan, "plan");
        this.discovery = requireNonNull(discovery, "discovery");
        plan.done().forEach(visit -> met.add(fingerprint(visit.target())));
        for (PlannedUrl url : plan.planned()) {
            if (met.add(fingerprint(url.target()))) {
                waiting.add(url);
            }
        }
        for (HostPlan.Done visit : plan.done()) {
            ended(visit.target(), visit.state(), visit.links());
        }
    }

    /** The next URL; empty where there is none, or where the host has had its share of the round. */
    Optional<PlannedUrl> first(Duration pause) {
        return asked < Math.min(plan.most(), HostPlan.answers(plan.time(), pause))
                ? Optional.ofNullable(waiting.peek())
                : Optional.empty();
    }

    /** The first URL has come to its end. */
    PlannedUrl remove(CrawlOutcome outcome) {
        PlannedUrl url = waiting.remove();
        ended(outcome);
        return url;
    }

    /** A URL has come to its end that did not wait here, such as that of robots.txt. */
    void ended(CrawlOutcome outcome) {
        met.add(fingerprint(outcome.target()));
        ended(outcome.target(), outcome.state(), outcome.links());
    }

    /** All that wait, in their order; they wait no longer. */
    List<PlannedUrl> drain() {
        List<PlannedUrl> all = new ArrayList<>(waiting);
        all.sort(ORDER);
        waiting.clear();
        return all;
    }

    private void ended(CrawlTarget target, CrawlState state, List<String> links) {
        asked += state.isAnswerToVisit() ? 1 : 0;
        if (plan.most() <= plan.planned().size() || !discovery.follows(state)) {
            return;
        }
        boolean redirected = state == CrawlState.REDIRECTED;
        int depth = redirected ? target.depth() : target.depth() + 1;
        int redirects = redirected ? target.redirects() + 1 : 0;
        for (String link : links) {
            long fingerprint = HostPlan.fingerprint(link);
            if (waiting.size() < MOST_WAITING && !plan.known().contains(fingerprint) && met.add(fingerprint)) {
                discovery
                        .link(link, depth, redirects, target.url().toString())
                        .filter(found -> found.refusal().isEmpty()
                                && found.target().url().host().equals(host))
                        .ifPresent(found -> waiting.add(PlannedUrl.found(found.target(), found.via())));
            }
        }
    }

    private static long fingerprint(CrawlTarget target) {
        return HostPlan.fingerprint(target.url().toString());
    }
}
