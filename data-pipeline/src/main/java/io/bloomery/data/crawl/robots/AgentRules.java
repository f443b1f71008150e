package io.bloomery.data.crawl.robots;

import io.bloomery.data.crawl.robots.RobotsLine.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a robots.txt file says to one crawler. */
public final class AgentRules {

    /** No rule at all: everything is allowed. */
    public static final AgentRules NONE = new AgentRules(List.of(), Optional.empty(), List.of(), List.of());

    private static final String ROBOTS_TXT = "/robots.txt";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{0,9})?|\\.[0-9]{1,9}");
    private static final double MILLIS = 1000;

    private final List<RobotsRule> rules;
    private final Optional<Duration> crawlDelay;
    private final List<UsageRule> usages;
    private final List<String> signals;

    private AgentRules(
            List<RobotsRule> rules, Optional<Duration> crawlDelay, List<UsageRule> usages, List<String> signals) {
        this.rules = rules;
        this.crawlDelay = crawlDelay;
        this.usages = usages;
        this.signals = signals;
    }

    static AgentRules of(List<RobotsRule> rules, List<RobotsLine> others) {
        List<UsageRule> usages = new ArrayList<>();
        List<String> signals = new ArrayList<>();
        Optional<Duration> delay = Optional.empty();
        for (RobotsLine line : others) {
            if (line.field() == Field.CONTENT_USAGE) {
                usages.add(UsageRule.parse(line.value()));
            } else if (line.field() == Field.CONTENT_SIGNAL) {
                signals.add(line.value());
            } else {
                Optional<Duration> asked = seconds(line.value());
                delay = asked.isPresent() && (delay.isEmpty() || delay.get().compareTo(asked.get()) < 0)
                        ? asked
                        : delay;
            }
        }
        usages.sort(UsageRule.PRECEDENCE);
        return new AgentRules(rules, delay, List.copyOf(usages), List.copyOf(signals));
    }

    /**
     * Whether a URL may be fetched: the longest pattern that matches decides, allow wins a tie, and robots.txt itself is
     * always allowed (RFC 9309, 2.2.2).
     *
     * @param path path and query of the URL, beginning with a slash
     */
    public boolean isAllowed(String path) {
        if (rules.isEmpty() || path.equals(ROBOTS_TXT)) {
            return true;
        }
        String octets = RobotsOctets.ofPath(path);
        for (RobotsRule rule : rules) {
            if (rule.pattern().matches(octets)) {
                return rule.allow();
            }
        }
        return true;
    }

    /** The pause asked for between two requests; the longest where several are. */
    public Optional<Duration> crawlDelay() {
        return crawlDelay;
    }

    /** The usage preference that holds for a path, as written, such as {@code train-ai=n}. */
    public Optional<String> contentUsage(String path) {
        String octets = RobotsOctets.ofPath(path);
        return usages.stream()
                .filter(usage -> usage.pattern().matches(octets))
                .map(UsageRule::preference)
                .findFirst();
    }

    /** The values of Content-Signal records, as written, such as {@code search=yes, ai-train=no}. */
    public List<String> contentSignals() {
        return signals;
    }

    private static Optional<Duration> seconds(String value) {
        String number = value.split("[ \t]", 2)[0];
        return SECONDS.matcher(number).matches()
                ? Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(number) * MILLIS)))
                : Optional.empty();
    }

    /**
     * A Content-Usage record (draft-ietf-aipref-attach, 3): a preference for the paths that match.
     *
     * @param pattern that of {@code /} where the record names none
     */
    private record UsageRule(RobotsPattern pattern, String preference) {

        static final Comparator<UsageRule> PRECEDENCE = Comparator.comparingInt(
                        (UsageRule usage) -> usage.pattern().octets())
                .reversed();

        static UsageRule parse(String value) {
            int space = value.indexOf(' ');
            boolean named = value.startsWith("/") && space > 0;
            return new UsageRule(
                    RobotsPattern.parse(named ? value.substring(0, space) : "/"),
                    named ? value.substring(space + 1).trim() : value);
        }
    }
}
