package io.bloomery.data.crawl.robots;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One record of a robots.txt file.
 *
 * @param value without white space around it and without comment
 */
record RobotsLine(Field field, String value) {

    /** The records that are understood; all others are skipped (RFC 9309, 2.2.4). */
    enum Field {
        USER_AGENT,
        ALLOW,
        DISALLOW,
        CRAWL_DELAY,
        SITEMAP,
        /** AIPREF: draft-ietf-aipref-attach. */
        CONTENT_USAGE,
        /** Cloudflare's content signals policy. */
        CONTENT_SIGNAL
    }

    /** The names, and the misspellings of them that the parsers of Google and crawler-commons take for a site's will. */
    private static final Map<String, Field> NAMES = Map.ofEntries(
            Map.entry("user-agent", Field.USER_AGENT),
            Map.entry("useragent", Field.USER_AGENT),
            Map.entry("user agent", Field.USER_AGENT),
            Map.entry("useg-agent", Field.USER_AGENT),
            Map.entry("allow", Field.ALLOW),
            Map.entry("disallow", Field.DISALLOW),
            Map.entry("dissallow", Field.DISALLOW),
            Map.entry("dissalow", Field.DISALLOW),
            Map.entry("disalow", Field.DISALLOW),
            Map.entry("diasllow", Field.DISALLOW),
            Map.entry("disallaw", Field.DISALLOW),
            Map.entry("desallow", Field.DISALLOW),
            Map.entry("crawl-delay", Field.CRAWL_DELAY),
            Map.entry("crawl delay", Field.CRAWL_DELAY),
            Map.entry("crawldelay", Field.CRAWL_DELAY),
            Map.entry("sitemap", Field.SITEMAP),
            Map.entry("site-map", Field.SITEMAP),
            Map.entry("content-usage", Field.CONTENT_USAGE),
            Map.entry("content-signal", Field.CONTENT_SIGNAL));

    /** Reads a line; empty where it holds no record that is understood. */
    static Optional<RobotsLine> parse(String line) {
        int comment = line.indexOf('#');
        String record = trim(comment < 0 ? line : line.substring(0, comment));
        int colon = record.indexOf(':');
        Optional<RobotsLine> read = colon < 0 ? Optional.empty() : of(record, colon);
        return read.isPresent() ? read : of(record, firstSpace(record)); // some forget the colon
    }

    private static Optional<RobotsLine> of(String record, int separator) {
        String name = trim(record.substring(0, separator)).toLowerCase(Locale.ROOT);
        String value = separator == record.length() ? "" : trim(record.substring(separator + 1));
        return Optional.ofNullable(NAMES.get(name)).map(field -> new RobotsLine(field, value));
    }

    private static int firstSpace(String record) {
        int space = 0;
        while (space < record.length() && record.charAt(space) != ' ' && record.charAt(space) != '\t') {
            space++;
        }
        return space;
    }

    private static String trim(String text) {
        return text.trim(); // control characters and the space: RFC 9309 knows only space and tab
    }
}
