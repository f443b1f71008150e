package io.bloomery.data.segment;

/**
 * Whether a word is a web address, as spaCy sees it: an optional scheme and user, then a public IPv4 address or a domain
 * with a top level of two letters or more, then an optional port and path.
 */
final class WebAddresses {

    private static final int LONGEST_LABEL = 64;
    private static final int LONGEST_TOP_LEVEL = 63;
    private static final int OCTETS = 4;

    private WebAddresses() {}

    /** Takes time linear in the length of the stretch. */
    static boolean matches(String text, int start, int end) {
        if (!hasDot(text, start, end)) {
            return false;
        }
        if (matchesHost(text, start, end)) {
            return true;
        }
        int scheme = endOfScheme(text, start, end);
        if (scheme > start && matchesHost(text, scheme, end)) {
            return true;
        }
        for (int i = start + 1; i < end - 1; i++) {
            if (text.charAt(i) == '@' && matchesHost(text, i + 1, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasDot(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '.') {
                return true;
            }
        }
        return false;
    }

    private static int endOfScheme(String text, int start, int end) {
        int i = start;
        while (i < end && isSchemeCharacter(text.charAt(i))) {
            i++;
        }
        return i - start >= 2 && i + 3 <= end && text.startsWith("://", i) ? i + 3 : start;
    }

    private static boolean isSchemeCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '+' || c == '-' || c == '.';
    }

    private static boolean matchesHost(String text, int start, int end) {
        return matchesDomain(text, start, end) || matchesAddress(text, start, end);
    }

    private static boolean matchesDomain(String text, int start, int end) {
        int label = start;
        boolean afterLabel = false;
        while (true) {
            if (afterLabel && matchesTopLevel(text, label, end)) {
                return true;
            }
            int i = label;
            while (i < end && isLabelCharacter(text.charAt(i))) {
                i++;
            }
            boolean isLabel = i > label
                    && i - label <= LONGEST_LABEL
                    && i < end
                    && text.charAt(i) == '.'
                    && isLabelEdge(text.charAt(label))
                    && isLabelEdge(text.charAt(i - 1));
            if (!isLabel) {
                return false;
            }
            label = i + 1;
            afterLabel = true;
        }
    }

    private static boolean matchesTopLevel(String text, int start, int end) {
        int i = start;
        int characters = 0;
        while (i < end && Characters.TOP_LEVEL_DOMAIN.contains(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
            characters++;
        }
        return characters >= 2 && characters <= LONGEST_TOP_LEVEL && matchesRest(text, i, end);
    }

    private static boolean matchesAddress(String text, int start, int end) {
        int[] octets = new int[OCTETS];
        int i = start;
        for (int octet = 0; octet < OCTETS; octet++) {
            int from = i;
            while (i < end && i - from < OCTETS && Character.isDigit(text.charAt(i))) {
                i++;
            }
            octets[octet] = octet(text, from, i);
            boolean last = octet == OCTETS - 1;
            if (octets[octet] < 0 || (!last && (i >= end || text.charAt(i) != '.'))) {
                return false;
            }
            boolean leadingZero = text.charAt(from) == '0';
            if (leadingZero && (octet == 0 || last)) {
                return false;
            }
            i = last ? i : i + 1;
        }
        return isPublic(octets) && matchesRest(text, i, end);
    }

    /** The number that one to three digits are, or -1 if it is none or more than 255 or a small one of three digits. */
    private static int octet(String text, int start, int end) {
        if (end == start || end - start > 3) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            value = value * 10 + Character.digit(text.charAt(i), 10);
        }
        return value > 255 || (end - start == 3 && value < 100) ? -1 : value;
    }

    private static boolean isPublic(int[] octets) {
        int first = octets[0];
        int second = octets[1];
        boolean isPrivate = first == 10
                || first == 127
                || (first == 169 && second == 254)
                || (first == 192 && second == 168)
                || (first == 172 && second >= 16 && second <= 31);
        return !isPrivate && first >= 1 && first <= 223 && octets[3] >= 1 && octets[3] <= 254;
    }

    /** An optional port of two to five digits, then an optional path, then the end. */
    private static boolean matchesRest(String text, int start, int end) {
        int i = start;
        if (i < end && text.charAt(i) == ':') {
            int from = ++i;
            while (i < end && i - from <= 5 && Character.isDigit(text.charAt(i))) {
                i++;
            }
            if (i - from < 2 || i - from > 5) {
                return false;
            }
        }
        return i == end || "/?#".indexOf(text.charAt(i)) >= 0;
    }

    private static boolean isLabelCharacter(char c) {
        return isLabelEdge(c) || c == '-' || c == '_';
    }

    private static boolean isLabelEdge(char c) {
        return c < 0x80
                ? Characters.isAsciiLetter(c) || Characters.isAsciiDigit(c)
                : c >= 0xA1 && !Character.isSurrogate(c);
    }
}
