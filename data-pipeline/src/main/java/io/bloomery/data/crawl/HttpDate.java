package io.bloomery.data.crawl;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The three forms of dates in HTTP headers (RFC 9110, 5.6.7); the name of the weekday is not looked at. */
final class HttpDate {

    private static final String TIME = "(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})";
    private static final Pattern NOW = // Sun, 06 Nov 1994 08:49:37 GMT
            Pattern.compile("[A-Za-z]{3}, (?<day>[0-9]{1,2}) (?<month>[A-Za-z]{3}) (?<year>[0-9]{4}) " + TIME
                    + " (?:GMT|UTC|[+-]0000)");
    private static final Pattern RFC_850 = // Sunday, 06-Nov-94 08:49:37 GMT
            Pattern.compile("[A-Za-z]{3,9}, (?<day>[0-9]{1,2})-(?<month>[A-Za-z]{3})-(?<year>[0-9]{2}|[0-9]{4}) " + TIME
                    + " GMT");
    private static final Pattern ASCTIME = // Sun Nov  6 08:49:37 1994
            Pattern.compile("[A-Za-z]{3} (?<month>[A-Za-z]{3}) {1,2}(?<day>[0-9]{1,2}) " + TIME + " (?<year>[0-9]{4})");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final int MAX_LENGTH = 64;
    private static final int CENTURY = 100;
    private static final int YEARS_AHEAD = 50;
    private static final int LEAP_SECOND = 60;

    private HttpDate() {}

    /**
     * Reads a date.
     *
     * @param now settles the century of a year of two digits: at most 50 years ahead
     */
    static Optional<Instant> parse(String text, Instant now) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        for (Pattern form : new Pattern[] {NOW, RFC_850, ASCTIME}) {
            Matcher date = form.matcher(text.strip());
            if (date.matches()) {
                return instant(date, now);
            }
        }
        return Optional.empty();
    }

    /** Reads a Retry-After header: seconds or a date; zero for a date that has passed. */
    static Optional<Duration> retryAfter(String header, Instant now) {
        String value = header.strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return parse(value, now)
                .map(date -> Duration.between(now, date))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> instant(Matcher date, Instant now) {
        try {
            return Optional.of(LocalDateTime.of(
                            year(date.group("year"), now),
                            month(date.group("month")),
                            number(date, "day"),
                            number(date, "hour"),
                            number(date, "minute"),
                            Math.min(number(date, "second"), LEAP_SECOND - 1))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int year(String digits, Instant now) {
        int year = Integer.parseInt(digits);
        if (digits.length() > 2) {
            return year;
        }
        int thisYear = now.atOffset(ZoneOffset.UTC).getYear();
        int near = thisYear - thisYear % CENTURY + year;
        return near > thisYear + YEARS_AHEAD ? near - CENTURY : near;
    }

    private static Month month(String name) {
        for (Month month : Month.values()) {
            if (month.name().startsWith(name.toUpperCase(Locale.ROOT))) {
                return month;
            }
        }
        throw new DateTimeException("no month " + name);
    }

    private static int number(Matcher date, String part) {
        return Integer.parseInt(date.group(part));
    }
}
