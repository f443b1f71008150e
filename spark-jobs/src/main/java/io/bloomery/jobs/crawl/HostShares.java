package io.bloomery.jobs.crawl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many URLs the hosts of a round may be asked for, with those that their visits find. Pure. */
final class HostShares {

    private HostShares() {}

    /**
     * A host of a round.
     *
     * @param planned URLs
     * @param left pages that its budget leaves
     * @param domainLeft pages that the budget of its domain leaves
     */
    record Host(String name, long planned, long left, String domain, long domainLeft) {}

    /**
     * What is planned, and an equal part of what the budgets would leave if all of it became pages.
     *
     * @param room pages that the budget of the crawl leaves
     */
    static Map<String, Long> of(List<Host> hosts, long room) {
        Map<String, Long> plannedOfDomain =
                hosts.stream().collect(Collectors.groupingBy(Host::domain, Collectors.summingLong(Host::planned)));
        Map<String, Long> hostsOfDomain =
                hosts.stream().collect(Collectors.groupingBy(Host::domain, Collectors.counting()));
        long planned = hosts.stream().mapToLong(Host::planned).sum();
        Map<String, Long> shares = new HashMap<>();
        for (Host host : hosts) {
            long ofAll = (room - planned) / hosts.size();
            long ofDomain = (host.domainLeft() - plannedOfDomain.get(host.domain())) / hostsOfDomain.get(host.domain());
            long more = Math.min(host.left() - host.planned(), Math.min(ofAll, ofDomain));
            shares.put(host.name(), host.planned() + Math.max(0, more));
        }
        return shares;
    }
}
