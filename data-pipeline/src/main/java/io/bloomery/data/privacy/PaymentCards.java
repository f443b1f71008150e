package io.bloomery.data.privacy;

import java.util.regex.Pattern;

/**
 * Numbers of payment cards: in one piece or in the groups in which they are embossed, with the prefix and length of a
 * known issuer (ISO/IEC 7812) and the check digit of Luhn.
 */
final class PaymentCards {

    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z_./-])(?:"
            + "[0-9]{4}([ -]?)[0-9]{4}\\1[0-9]{4}\\1[0-9]{4}(?:\\1[0-9]{3})?"
            + "|3[0-9]{3}([ -])[0-9]{6}\\2[0-9]{4,5}"
            + "|[0-9]{13,19}"
            + ")(?![0-9A-Za-z_]|[.-][0-9])");

    private PaymentCards() {}

    static Finder finder() {
        return new PatternFinder(NUMBER, PatternFinder.DIGIT, PaymentCards::isCard);
    }

    static boolean isCard(String written) {
        String digits = written.replace(" ", "").replace("-", "");
        return isIssued(digits) && hasLuhnDigit(digits);
    }

    private static boolean isIssued(String digits) {
        int four = Integer.parseInt(digits.substring(0, 4));
        int length = digits.length();
        return switch (digits.charAt(0)) {
            case '2' -> isMastercardOrMir(four, length);
            case '3' -> isAmericanExpressJcbOrDiners(four, length);
            case '4' -> length == 13 || length == 16 || length == 19; // Visa
            case '5' -> length == 16 || four < 5100 || four >= 5600; // Mastercard, Maestro
            case '6' -> true; // Discover, UnionPay, RuPay, Maestro
            case '8' -> length == 16 && four >= 8100 && four < 8300; // RuPay
            case '9' -> length == 16 && four == 9792; // Troy
            default -> false;
        };
    }

    private static boolean isMastercardOrMir(int four, int length) {
        return (four >= 2200 && four <= 2204 && length >= 16) || (four >= 2221 && four <= 2720 && length == 16);
    }

    private static boolean isAmericanExpressJcbOrDiners(int four, int length) {
        return switch (four / 100) {
            case 34, 37 -> length == 15;
            case 35 -> four >= 3528 && four <= 3589 && length >= 16;
            case 36, 38, 39 -> length >= 14;
            default -> four <= 3059 && length >= 14;
        };
    }

    private static boolean hasLuhnDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
