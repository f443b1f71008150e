package io.bloomery.data.privacy;

import java.util.Set;
import java.util.regex.Pattern;

/** Numbers that belong to persons in China: resident identity numbers (GB 11643) and mobile telephone numbers. */
final class ChineseNumbers {

    private static final Pattern RESIDENT_ID = Pattern.compile(
            PatternFinder.TOKEN_START + "(?:[1-9][0-9]{16}[0-9Xx]|[1-9][0-9]{14})" + PatternFinder.TOKEN_END);

    private static final Pattern MOBILE_NUMBER = Pattern.compile("(?<![0-9A-Za-z_+.])(?:(?:\\+|00)?86[ -]?)?"
            + "1[3-9][0-9]([ -]?)[0-9]{4}\\1[0-9]{4}(?![0-9A-Za-z_]|[.-][0-9])");

    /** Codes of provinces, GB/T 2260: the first two digits of a resident's number. */
    private static final Set<Integer> PROVINCES = Set.of(
            11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
            62, 63, 64, 65, 71, 81, 82, 83, 91);

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432"; // ISO 7064, MOD 11-2

    private ChineseNumbers() {}

    static Finder residentIds() {
        return new PatternFinder(RESIDENT_ID, PatternFinder.DIGIT, ChineseNumbers::isResidentId);
    }

    static Finder mobileNumbers() {
        return new PatternFinder(MOBILE_NUMBER, c -> c == '+' || PatternFinder.DIGIT.canBe(c), match -> true);
    }

    static boolean isResidentId(String number) {
        if (!PROVINCES.contains(Integer.valueOf(number.substring(0, 2)))) {
            return false;
        }
        return number.length() == 15
                ? isDay("19" + number.substring(6, 12))
                : isDay(number.substring(6, 14)) && hasRightCheckCharacter(number);
    }

    private static boolean isDay(String digits) {
        int year = Integer.parseInt(digits.substring(0, 4));
        int month = Integer.parseInt(digits.substring(4, 6));
        int day = Integer.parseInt(digits.substring(6, 8));
        return year >= 1850 && year < 2100 && CalendarDays.exists(year, month, day);
    }

    private static boolean hasRightCheckCharacter(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return CHECK_CHARACTERS.charAt(sum % 11) == Character.toUpperCase(number.charAt(17));
    }
}
