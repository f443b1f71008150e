package io.bloomery.data.crawl.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/**
 * The one spelling in which paths and patterns are compared (RFC 9309, 2.2.2): escapes of unreserved characters undone,
 * all others in upper case, and what a URI may not hold escaped octet by octet.
 */
final class RobotsOctets {

    private static final String RESERVED = "!#$&'()*+,/:;=?@[]";
    private static final int ASCII = 0x80;

    private RobotsOctets() {}

    /** The path and query of a URL; a literal {@code *} or {@code $} is escaped, as a pattern has to write it. */
    static String ofPath(String path) {
        return normalize(new String(path.getBytes(UTF_8), ISO_8859_1))
                .replace("*", "%2A")
                .replace("$", "%24");
    }

    /** A part of a pattern between its wildcards. */
    static String ofPattern(String octets) {
        return normalize(octets).replace("$", "%24");
    }

    private static String normalize(String octets) {
        StringBuilder normal = new StringBuilder(octets.length() + 16);
        for (int i = 0; i < octets.length(); i++) {
            char octet = octets.charAt(i);
            if (octet == '%' && isEscape(octets, i)) {
                append(normal, (char) HexFormat.fromHexDigits(octets, i + 1, i + 3));
                i += 2;
            } else if (octet == '%' || isUnreserved(octet) || RESERVED.indexOf(octet) >= 0) {
                normal.append(octet);
            } else {
                append(normal, octet);
            }
        }
        return normal.toString();
    }

    private static boolean isEscape(String octets, int percent) {
        return percent + 2 < octets.length()
                && HexFormat.isHexDigit(octets.charAt(percent + 1))
                && HexFormat.isHexDigit(octets.charAt(percent + 2));
    }

    private static void append(StringBuilder normal, char octet) {
        if (isUnreserved(octet)) {
            normal.append(octet);
        } else {
            normal.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) octet));
        }
    }

    private static boolean isUnreserved(char octet) {
        return octet < ASCII && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0);
    }
}
