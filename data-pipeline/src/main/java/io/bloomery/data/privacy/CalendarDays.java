package io.bloomery.data.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calendar days in digits: year first, or last with day and month in either order; parted by points, slashes or hyphens,
 * or by the Chinese characters for year, month and day.
 */
final class CalendarDays {

    private static final Pattern YEAR_LAST = Pattern.compile("([0-9]{1,2})([./-])([0-9]{1,2})\\2([0-9]{4})");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("([0-9]{4})(?:([./-])([0-9]{1,2})\\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)");
    private static final Pattern DAY = Pattern.compile("(?<![0-9A-Za-z_./-])(?:[0-9]{1,2}([./-])[0-9]{1,2}\\1[0-9]{4}"
            + "|[0-9]{4}([./-])[0-9]{1,2}\\2[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)(?![0-9A-Za-z_]|[./-][0-9])");
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private CalendarDays() {}

    static Finder finder() {
        return new PatternFinder(DAY, PatternFinder.DIGIT, CalendarDays::isDay);
    }

    static boolean isDay(String written) {
        Matcher last = YEAR_LAST.matcher(written);
        if (last.matches()) {
            int year = number(last, 4);
            return isRecent(year)
                    && (exists(year, number(last, 1), number(last, 3))
                            || exists(year, number(last, 3), number(last, 1)));
        }
        Matcher first = YEAR_FIRST.matcher(written);
        if (!first.matches()) {
            return false;
        }
        int month = first.group(3) == null ? 5 : 3;
        return isRecent(number(first, 1)) && exists(number(first, 1), number(first, month), number(first, month + 1));
    }

    /** Whether the Gregorian calendar has such a day. */
    static boolean exists(int year, int month, int day) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] && (month != 2 || day < 29 || leap);
    }

    private static boolean isRecent(int year) {
        return year >= 1900 && year < 2100;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
