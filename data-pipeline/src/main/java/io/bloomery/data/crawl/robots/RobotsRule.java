package io.bloomery.data.crawl.robots;

import java.util.Comparator;

/** An allow or disallow record. */
record RobotsRule(boolean allow, RobotsPattern pattern) {

    /** The most specific rule first, and allow before disallow where both are as long (RFC 9309, 2.2.2). */
    static final Comparator<RobotsRule> PRECEDENCE = Comparator.comparingInt(
                    (RobotsRule rule) -> rule.pattern().octets())
            .reversed()
            .thenComparing(rule -> !rule.allow());
}
