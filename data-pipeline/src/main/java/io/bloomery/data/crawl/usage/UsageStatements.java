package io.bloomery.data.crawl.usage;

import io.bloomery.data.crawl.usage.UsageStatement.Source;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a site said about the use of one page; at most {@value #MAX_STATEMENTS} statements.
 *
 * <p>Where statements contradict each other, the most restrictive one holds.
 */
public record UsageStatements(List<UsageStatement> all) implements Serializable {

    /** More than these come from no site that means what it says. */
    public static final int MAX_STATEMENTS = 64;

    public static final UsageStatements NONE = new UsageStatements(List.of());

    private static final Set<Source> DIRECTIVES = EnumSet.of(Source.ROBOTS_META, Source.ROBOTS_HEADER);
    private static final Set<Source> PREFERENCES = EnumSet.of(Source.USAGE_HEADER, Source.USAGE_ROBOTS);
    private static final Set<Source> RESERVATIONS = EnumSet.of(Source.TDM_META, Source.TDM_HEADER, Source.TDM_FILE);

    /** The categories of AIPREF that hold for training a language model, the most specific first. */
    private static final List<String> TRAINING = List.of("train-genai", "train-ai", "tdm", "bots");

    public UsageStatements {
        all = all.stream().distinct().limit(MAX_STATEMENTS).toList();
    }

    /** These statements and further ones. */
    public UsageStatements and(UsageStatements further) {
        return new UsageStatements(
                Stream.concat(all.stream(), further.all.stream()).toList());
    }

    /** Whether the page asks not to be in an index. */
    public boolean isNoIndex() {
        return says(DIRECTIVES, "noindex") || says(DIRECTIVES, "none");
    }

    /** Whether the page asks not to follow its links. */
    public boolean isNoFollow() {
        return says(DIRECTIVES, "nofollow") || says(DIRECTIVES, "none");
    }

    /** Whether the page is reserved from text mining or from the training of models. */
    public boolean isReserved() {
        return says(DIRECTIVES, "noai")
                || all.stream().anyMatch(UsageStatements::isReservation)
                || PREFERENCES.stream().anyMatch(this::forbidsTraining);
    }

    /** One line per statement. */
    public List<String> texts() {
        return all.stream().map(UsageStatement::text).toList();
    }

    private boolean says(Set<Source> sources, String name) {
        return all.stream()
                .anyMatch(statement ->
                        sources.contains(statement.source()) && statement.name().equals(name));
    }

    private static boolean isReservation(UsageStatement statement) {
        boolean reserved = RESERVATIONS.contains(statement.source())
                && statement.name().equals(TdmReservation.RESERVATION)
                && statement.value().equals("1");
        boolean signalled = statement.source() == Source.SIGNAL_ROBOTS
                && statement.name().equals("ai-train")
                && statement.value().equalsIgnoreCase("no");
        return reserved || signalled;
    }

    /** A category that says nothing takes its value from the wider one (draft-ietf-aipref-vocab, 4). */
    private boolean forbidsTraining(Source source) {
        Map<String, String> stated = all.stream()
                .filter(statement -> statement.source() == source)
                .collect(Collectors.toMap(UsageStatement::name, UsageStatement::value, (first, last) -> last));
        Optional<String> decisive = TRAINING.stream()
                .filter(stated::containsKey)
                .map(stated::get)
                .filter(value -> value.equals("y") || value.equals("n"))
                .findFirst();
        return decisive.filter("n"::equals).isPresent();
    }
}
