package io.bloomery.data.url;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Texts whose every character stands for one octet: what a URL is before anything is known of its encoding. */
final class Octets {

    private Octets() {}

    /** The UTF-8 of a text. */
    static String of(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** The text that octets are the UTF-8 of; wrong sequences as U+FFFD. */
    static String text(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }

    /**
     * Octets with their escapes undone until none is left, also those that undoing others makes: {@code %2525} is
     * {@code %}. Linear, as no two escapes overlap and so their order does not matter.
     */
    static String decoded(String octets) {
        if (octets.indexOf('%') < 0) {
            return octets;
        }
        StringBuilder decoded = new StringBuilder(octets.length());
        for (int i = 0; i < octets.length(); i++) {
            decoded.append(octets.charAt(i));
            while (endsInEscape(decoded)) {
                int escape = decoded.length() - 3;
                char octet = (char) HexFormat.fromHexDigits(decoded, escape + 1, escape + 3);
                decoded.setLength(escape);
                decoded.append(octet);
            }
        }
        return decoded.toString();
    }

    /** Octets with an escape for each space, control character, octet beyond ASCII, and each of the {@code special} ones. */
    static String encoded(String octets, String special) {
        StringBuilder encoded = new StringBuilder(octets.length() + 16);
        for (int i = 0; i < octets.length(); i++) {
            char octet = octets.charAt(i);
            if (octet > ' ' && octet < 0x7f && special.indexOf(octet) < 0) {
                encoded.append(octet);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) octet));
            }
        }
        return encoded.toString();
    }

    /** With ASCII letters in lower case. */
    static String lowerCase(String octets) {
        StringBuilder lower = new StringBuilder(octets);
        for (int i = 0; i < lower.length(); i++) {
            char octet = lower.charAt(i);
            if (octet >= 'A' && octet <= 'Z') {
                lower.setCharAt(i, (char) (octet + 'a' - 'A'));
            }
        }
        return lower.toString();
    }

    private static boolean endsInEscape(StringBuilder octets) {
        int escape = octets.length() - 3;
        return escape >= 0
                && octets.charAt(escape) == '%'
                && HexFormat.isHexDigit(octets.charAt(escape + 1))
                && HexFormat.isHexDigit(octets.charAt(escape + 2));
    }
}
