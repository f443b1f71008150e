package io.bloomery.data.crawl.usage;

import io.bloomery.data.crawl.usage.UsageStatement.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lists of {@code category=preference}: Content-Usage (a dictionary of RFC 9651, after draft-ietf-aipref-attach) and
 * Content-Signal.
 *
 * <p>Read leniently: what is no member is skipped, since one mistake must not void what else a site reserves.
 */
public final class UsagePreferences {

    private UsagePreferences() {}

    /** The members of a list. */
    public static UsageStatements parse(Source source, String value) {
        List<UsageStatement> statements = new ArrayList<>();
        for (String member : value.split(",", -1)) {
            int equals = member.indexOf('=');
            if (equals > 0 && statements.size() < UsageStatements.MAX_STATEMENTS) {
                String name = member.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String preference =
                        member.substring(equals + 1).split(";", 2)[0].strip();
                statements.add(
                        new UsageStatement(source, name, unquoted(preference).toLowerCase(Locale.ROOT)));
            }
        }
        return new UsageStatements(statements);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
