package io.bloomery.data.crawl.usage;

import io.bloomery.data.crawl.usage.UsageStatement.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The directives of robots meta elements and X-Robots-Tag headers that ask for something.
 *
 * <p>In a header, a name with a colon says whom the rest of the value is meant for; without one it is for everybody.
 */
public final class RobotsDirectives {

    private static final Set<String> KNOWN = Set.of(
            "noindex",
            "nofollow",
            "none",
            "noarchive",
            "nosnippet",
            "noimageindex",
            "notranslate",
            "nocache",
            "noai",
            "noimageai");

    /** Directives with a value, which look like the name of a crawler. */
    private static final Set<String> WITH_VALUE =
            Set.of("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview");

    private RobotsDirectives() {}

    /** The directives in the content of a meta element. */
    public static UsageStatements ofMeta(String content) {
        List<UsageStatement> statements = new ArrayList<>();
        for (String directive : content.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            add(statements, Source.ROBOTS_META, directive);
        }
        return new UsageStatements(statements);
    }

    /**
     * The directives in one header that are meant for a crawler.
     *
     * @param agent product token of the crawler, in lower case
     */
    public static UsageStatements ofHeader(String value, String agent) {
        List<UsageStatement> statements = new ArrayList<>();
        boolean forUs = true;
        for (String part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
            String directive = part.strip();
            int colon = directive.indexOf(':');
            String name = colon < 0 ? "" : directive.substring(0, colon).strip();
            if (colon >= 0 && !WITH_VALUE.contains(name)) {
                forUs = name.equals(agent) || name.equals("*") || name.equals("robots");
                directive = directive.substring(colon + 1).strip();
            }
            if (forUs) {
                for (String word : directive.split("\\s+", -1)) {
                    add(statements, Source.ROBOTS_HEADER, word);
                }
            }
        }
        return new UsageStatements(statements);
    }

    private static void add(List<UsageStatement> statements, Source source, String directive) {
        if (KNOWN.contains(directive) && statements.size() < UsageStatements.MAX_STATEMENTS) {
            statements.add(new UsageStatement(source, directive, ""));
        }
    }
}
