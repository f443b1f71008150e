package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.crawl.CrawlBudget;
import io.bloomery.data.crawl.CrawlBudget.DepthBudget;
import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlScope;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.crawl.HostPlan;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which URLs the next round visits: of every host its first ones, the hosts in turn, as long as every budget would hold if
 * all of them became pages.
 *
 * <p>A host gets no more URLs than its pause lets it answer while the round lasts, so that the hosts of a round end
 * together; what it has fewer, it may make up for with URLs that its visit finds. Where a crawl may find hosts that its
 * seeds do not name, its first round is short, so that they are visited early, but long beside the seconds between two
 * rounds.
 * The plan depends on the frontier, the hosts, the configuration and the moment, and on nothing else.
 */
final class RoundPlan {

    /** Column: place of a URL among those of its host, from 1. */
    static final String RANK = "rank";

    /** Column: the URLs of a host, in their order. */
    static final String URLS = "urls";

    /** Column: pages that the budget of the host leaves. */
    static final String HOST_LEFT = "host_left";

    /** Column: pages that the budget of the domain leaves. */
    static final String DOMAIN_LEFT = "domain_left";

    /** A row of the frontier with its rank, and what is known of its host. */
    static final StructType SCHEMA = FrontierTable.SCHEMA
            .add(RANK, DataTypes.IntegerType, false)
            .add(HostTable.DELAY, DataTypes.LongType, true)
            .add(HOST_LEFT, DataTypes.LongType, false)
            .add(DOMAIN_LEFT, DataTypes.LongType, false);

    private static final Duration FIRST_DURATION = Duration.ofMinutes(1);
    private static final int GROWTH = 8;

    private final CrawlConfig config;
    private final CrawlBudget budget;
    private final Commit before;
    private final Instant now;

    RoundPlan(CrawlConfig config, Commit before, Instant now) {
        this.config = config;
        this.budget = config.budget();
        this.before = before;
        this.now = now;
    }

    /** Whether the budgets of all hosts together leave anything to plan. */
    boolean hasRoom() {
        return room() > 0;
    }

    /** Rows of the frontier with their rank, in no order. */
    Dataset<Row> of(Dataset<Row> frontier, Dataset<Row> hosts) {
        int room = room();
        Dataset<Row> ranked = withinHosts(frontier, hosts, room);
        Dataset<Row> allowed = withinDepths(withinDomains(ranked, frontier));
        return allowed.orderBy(col(RANK), col(FrontierTable.HOST), col(FrontierTable.URL))
                .limit(room);
    }

    private int room() {
        if (before.totals().bytes() >= budget.maxBytes().bytes()) {
            return 0;
        }
        long left = Math.max(0, budget.maxPages() - before.totals().pages());
        return (int) Math.min(left, config.round().maxPages());
    }

    /** Pages that may come of this round, planned or found on the way; 0 where only a plan can keep within the budgets. */
    long roomForFound() {
        return budget.depths().isEmpty() ? room() : 0;
    }

    /** How long the round is to take. */
    Duration duration() {
        Duration longest = config.round().duration();
        if (config.scope() != CrawlScope.DOMAIN) {
            return longest;
        }
        Duration duration = FIRST_DURATION;
        for (int i = 0; i < before.round() && duration.compareTo(longest) < 0; i++) {
            duration = duration.multipliedBy(GROWTH);
        }
        return duration.compareTo(longest) < 0 ? duration : longest;
    }

    /** The pause of a host whose robots.txt asks for one. */
    Duration pause(Duration asked) {
        Duration least = config.politeness().minDelay();
        return asked.compareTo(least) < 0 ? least : asked;
    }

    private Dataset<Row> withinHosts(Dataset<Row> frontier, Dataset<Row> hosts, int room) {
        Dataset<Row> known = hosts.select(
                col(HostTable.HOST).as("of_host"),
                col(HostTable.PAGES),
                col(HostTable.BYTES),
                col(HostTable.NOT_BEFORE),
                col(HostTable.DELAY),
                col(HostTable.GIVEN_UP));
        Dataset<Row> pending = frontier.filter(col(FrontierTable.STATE)
                .equalTo(FrontierTable.PENDING)
                .and(col(FrontierTable.NEXT_FETCH).leq(now.toEpochMilli())));
        long soon = now.plus(config.politeness().maxDelay()).toEpochMilli(); // a host in its pause is not parked
        Column open = coalesce(col(HostTable.GIVEN_UP), lit(false))
                .equalTo(false)
                .and(coalesce(col(HostTable.NOT_BEFORE), lit(0L)).leq(soon))
                .and(coalesce(col(HostTable.BYTES), lit(0L))
                        .lt(budget.maxBytesPerHost().bytes()));
        Column left = lit((long) budget.maxPagesPerHost()).minus(coalesce(col(HostTable.PAGES), lit(0L)));
        Column rank = row_number()
                .over(Window.partitionBy(FrontierTable.HOST)
                        .orderBy(FrontierTable.PRIORITY, FrontierTable.DEPTH, FrontierTable.URL));
        long most = Math.min(room, budget.maxPagesPerHost());
        return pending.withColumn(RANK, rank)
                .filter(col(RANK).leq(most)) // a constant: cuts before the shuffle
                .join(known, col(FrontierTable.HOST).equalTo(col("of_host")), "left_outer")
                .withColumn(HOST_LEFT, left)
                .filter(open.and(col(RANK).leq(least(col(HOST_LEFT), answers()))))
                .withColumn(DOMAIN_LEFT, lit(Long.MAX_VALUE))
                .select(Arrays.stream(SCHEMA.fieldNames()).map(functions::col).toArray(Column[]::new));
    }

    /** How many answers the pause of a host lets through while the round lasts. */
    private Column answers() {
        Duration least = pause(HostPlan.SHORTEST_PAUSE);
        Column delay = greatest(lit(least.toMillis()), coalesce(col(HostTable.DELAY), lit(0L)));
        return ceil(lit((double) duration().toMillis()).divide(delay));
    }

    private Dataset<Row> withinDomains(Dataset<Row> ranked, Dataset<Row> frontier) {
        boolean binding = budget.maxPagesPerDomain() < budget.maxPages()
                || budget.maxBytesPerDomain().bytes() < budget.maxBytes().bytes();
        if (!binding) {
            return ranked;
        }
        Dataset<Row> spent = frontier.filter(col(FrontierTable.STATE)
                        .equalTo(CrawlState.FETCHED.label())
                        .and(col(FrontierTable.ROUND).gt(0)))
                .groupBy(col(FrontierTable.DOMAIN).as("of_domain"))
                .agg(count(lit(1)).as("domain_pages"), sum(FrontierTable.BYTES).as("domain_bytes"));
        Column place = row_number()
                .over(Window.partitionBy(FrontierTable.DOMAIN).orderBy(RANK, FrontierTable.HOST, FrontierTable.URL));
        Column left = lit((long) budget.maxPagesPerDomain()).minus(coalesce(col("domain_pages"), lit(0L)));
        return ranked.withColumn("place", place)
                .join(spent, col(FrontierTable.DOMAIN).equalTo(col("of_domain")), "left_outer")
                .withColumn(DOMAIN_LEFT, left)
                .filter(col("place").leq(col(DOMAIN_LEFT)))
                .filter(coalesce(col("domain_bytes"), lit(0L))
                        .lt(budget.maxBytesPerDomain().bytes()))
                .drop("place", "of_domain", "domain_pages", "domain_bytes");
    }

    private Dataset<Row> withinDepths(Dataset<Row> ranked) {
        if (budget.depths().isEmpty()) {
            return ranked;
        }
        Column left = lit(Long.MAX_VALUE);
        for (DepthBudget depth : budget.depths()) {
            long pages = before.totals().pagesByDepth().getOrDefault(depth.depth(), 0L);
            left = when(col(FrontierTable.DEPTH).equalTo(depth.depth()), lit(depth.maxPages() - pages))
                    .otherwise(left);
        }
        Column place = row_number()
                .over(Window.partitionBy(FrontierTable.DEPTH).orderBy(RANK, FrontierTable.HOST, FrontierTable.URL));
        return ranked.withColumn("place", place).filter(col("place").leq(left)).drop("place");
    }
}
