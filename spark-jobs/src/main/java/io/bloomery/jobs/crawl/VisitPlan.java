package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.CrawlTarget;
import io.bloomery.data.url.CrawlUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The visit of one host in one round.
 *
 * @param firstVisit whether no earlier round visited the host
 */
record VisitPlan(List<CrawlTarget> targets, boolean firstVisit) {

    VisitPlan {
        targets = List.copyOf(targets);
    }

    /** One visit per host, in order of hosts, the targets of each in the order given. */
    static List<VisitPlan> byHost(List<CrawlTarget> round, Set<String> visitedHosts) {
        Map<String, List<CrawlTarget>> byHost = new TreeMap<>();
        round.forEach(target -> byHost.computeIfAbsent(target.url().host(), host -> new ArrayList<>())
                .add(target));
        Map<String, VisitPlan> plans = new LinkedHashMap<>();
        byHost.forEach((host, targets) -> plans.put(host, new VisitPlan(targets, !visitedHosts.contains(host))));
        return List.copyOf(plans.values());
    }

    Row toRow() {
        return RowFactory.create(
                targets.stream().map(target -> target.url().toString()).toArray(String[]::new),
                targets.stream().mapToInt(CrawlTarget::depth).toArray(),
                targets.stream().mapToInt(CrawlTarget::redirects).toArray(),
                firstVisit);
    }

    static VisitPlan fromRow(Row row) {
        String[] urls = row.getAs(0);
        int[] depths = row.getAs(1);
        int[] redirects = row.getAs(2);
        List<CrawlTarget> targets = new ArrayList<>();
        for (int i = 0; i < urls.length; i++) {
            targets.add(new CrawlTarget(CrawlUrl.parse(urls[i]).orElseThrow(), depths[i], redirects[i]));
        }
        return new VisitPlan(targets, row.getBoolean(3));
    }
}
