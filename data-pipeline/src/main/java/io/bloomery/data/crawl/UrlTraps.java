package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes URLs that software makes up without end: loops of relative links, queries that grow, calendars, sessions.
 *
 * <p>Looks at one URL alone, so that the same URL is judged alike wherever and whenever it is found.
 */
final class UrlTraps {

    private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{0,2}"); // days and months do repeat
    private static final Pattern SESSION = Pattern.compile("[a-zA-Z0-9_.!-]{16,}");
    private static final Pattern MONTH =
            Pattern.compile("(?:^|[/=&?])([0-9]{4})(?:[/-]|%2F)(?:0?[1-9]|1[0-2])(?=[/&=-]|%2F|$)");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2099;

    private final TrapConfig config;
    private final Set<String> sessionParameters;

    UrlTraps(TrapConfig config) {
        this.config = config;
        this.sessionParameters = Set.copyOf(config.sessionParameters());
    }

    boolean isTrap(CrawlUrl url) {
        List<String> segments = segments(url.path());
        List<String> parameters = parameters(url.path());
        return segments.size() > config.maxSegments()
                || parameters.size() > config.maxParameters()
                || mostFrequent(segments) > config.maxRepeats()
                || mostFrequent(parameters) > config.maxRepeats()
                || isBeyondCalendars(url.path());
    }

    /** The URL without identifiers of sessions, in the path and in the query; the URL itself where there are none. */
    CrawlUrl withoutSession(CrawlUrl url) {
        int question = url.path().indexOf('?');
        String path = question < 0 ? url.path() : url.path().substring(0, question);
        String clean = without(path, ";");
        String query = question < 0 ? "" : without(url.path().substring(question + 1), "&");
        String whole = query.isEmpty() ? clean : clean + '?' + query;
        return whole.equals(url.path()) ? url : url.resolve(whole).orElse(url);
    }

    private String without(String text, String separator) {
        if (text.indexOf('=') < 0) {
            return text;
        }
        List<String> kept = new ArrayList<>();
        for (String part : text.split(separator, -1)) {
            if (!isSession(part)) {
                kept.add(part);
            }
        }
        return String.join(separator, kept);
    }

    private boolean isSession(String parameter) {
        int equals = parameter.indexOf('=');
        return equals > 0
                && sessionParameters.contains(parameter.substring(0, equals).toLowerCase(Locale.ROOT))
                && SESSION.matcher(parameter.substring(equals + 1)).matches();
    }

    private static List<String> segments(String path) {
        int question = path.indexOf('?');
        String segments = question < 0 ? path : path.substring(0, question);
        return Arrays.asList(segments.substring(1).split("/", -1));
    }

    private static List<String> parameters(String path) {
        int question = path.indexOf('?');
        return question < 0
                ? List.of()
                : Arrays.asList(path.substring(question + 1).split("&", -1));
    }

    private static int mostFrequent(List<String> parts) {
        Map<String, Integer> counts = new HashMap<>();
        for (String part : parts) {
            if (!SHORT_NUMBER.matcher(part).matches()) {
                counts.merge(part, 1, Integer::sum);
            }
        }
        return counts.isEmpty() ? 0 : Collections.max(counts.values());
    }

    /** Whether it names a month of a year that nobody wrote about on the web; links lead a month further each. */
    private static boolean isBeyondCalendars(String path) {
        Matcher month = MONTH.matcher(path);
        while (month.find()) {
            int year = Integer.parseInt(month.group(1));
            if (year < FIRST_YEAR || year > LAST_YEAR) {
                return true;
            }
        }
        return false;
    }
}
