package io.bloomery.data.extract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** Finds the first date in a text: {@code 2024-05-31}, {@code May 31, 2024} or {@code 31 May 2024}. */
final class WrittenDate {

    private static final int MAX_CHARACTERS = 200;
    private static final int SHORTEST_MONTH = 3;
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2099;
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private WrittenDate() {}

    /** The date in ISO form, empty where there is none. */
    static String find(String text) {
        List<String> words = Words.of(text.substring(0, Math.min(text.length(), MAX_CHARACTERS)));
        for (int i = 0; i + 2 < words.size(); i++) {
            String found = date(words.get(i), words.get(i + 1), words.get(i + 2));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static String date(String first, String second, String third) {
        int year = number(first);
        if (year >= FIRST_YEAR && year <= LAST_YEAR) {
            return iso(year, number(second), number(third));
        }
        year = number(third);
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return "";
        }
        return month(first) > 0 ? iso(year, month(first), number(second)) : iso(year, month(second), number(first));
    }

    private static String iso(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).toString();
        } catch (DateTimeException noDate) {
            return "";
        }
    }

    private static int month(String word) {
        for (int i = 0; i < MONTHS.size() && word.length() >= SHORTEST_MONTH; i++) {
            if (MONTHS.get(i).startsWith(word) || (word.equals("sept") && i == 8)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** A number of up to four digits, an ordinal's ending left away; 0 where the word is none. */
    private static int number(String word) {
        int number = 0;
        int digits = 0;
        while (digits < word.length() && word.charAt(digits) >= '0' && word.charAt(digits) <= '9') {
            number = digits < 4 ? number * 10 + word.charAt(digits) - '0' : 0;
            digits++;
        }
        String rest = word.substring(digits);
        return rest.isEmpty()
                        || rest.equals("st")
                        || rest.equals("nd")
                        || rest.equals("rd")
                        || rest.equals("th")
                        || (digits == 2 && rest.startsWith("t"))
                ? number
                : 0;
    }
}
