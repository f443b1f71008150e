package io.bloomery.data.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * International bank account numbers (ISO 13616) of the length that their country has and with the right check digits,
 * in one piece or in groups parted by single spaces.
 */
final class IbanFinder implements Finder {

    private static final long serialVersionUID = 1L;

    private static final Pattern START =
            Pattern.compile("(?=[A-Z]{2}[0-9]{2})" + PatternFinder.TOKEN_START + "[A-Z0-9]{4}");

    /** Countries and the characters of their numbers: the registry of ISO 13616 as published by SWIFT. */
    private static final String REGISTRY = """
            AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29
            ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20
            LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29
            PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
            YE30""";

    private static final Map<String, Integer> LENGTHS = Stream.of(REGISTRY.split("\\s+"))
            .collect(Collectors.toMap(entry -> entry.substring(0, 2), entry -> Integer.valueOf(entry.substring(2))));

    @Override
    public List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = START.matcher(text);
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            int end = end(text, matcher.start());
            if (end > 0) {
                spans.add(new Span(matcher.start(), end));
            }
            from = Math.max(end, matcher.end());
        }
        return spans;
    }

    private static int end(String text, int start) {
        int length = LENGTHS.getOrDefault(text.substring(start, start + 2), 0);
        StringBuilder number = new StringBuilder(length);
        int i = start;
        while (i < text.length() && number.length() < length) {
            char c = text.charAt(i);
            if (isPart(c)) {
                number.append(c);
            } else if (c != ' ' || text.charAt(i - 1) == ' ') {
                return -1;
            }
            i++;
        }
        boolean ends = i == text.length() || !isPart(Character.toUpperCase(text.charAt(i)));
        return length > 0 && number.length() == length && ends && hasRightCheckDigits(number.toString()) ? i : -1;
    }

    private static boolean isPart(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }

    /** The first four characters at the end, letters as numbers from 10: the whole modulo 97 has to be 1. */
    private static boolean hasRightCheckDigits(String number) {
        String rotated = number.substring(4) + number.substring(0, 4);
        int remainder = 0;
        for (int i = 0; i < rotated.length(); i++) {
            int value = Character.digit(rotated.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder == 1;
    }
}
