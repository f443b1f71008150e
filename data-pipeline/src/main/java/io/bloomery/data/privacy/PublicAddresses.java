package io.bloomery.data.privacy;

/**
 * Which internet addresses can be reached from everywhere, by the special-purpose registries of IANA; multicast counts,
 * as in Python's {@code is_global}.
 */
final class PublicAddresses {

    /** First address and prefix length of each block that is not global. */
    private static final long[][] RESERVED = {
        block(0, 0, 0, 0, 8),
        block(10, 0, 0, 0, 8),
        block(100, 64, 0, 0, 10),
        block(127, 0, 0, 0, 8),
        block(169, 254, 0, 0, 16),
        block(172, 16, 0, 0, 12),
        block(192, 0, 0, 0, 24),
        block(192, 0, 2, 0, 24),
        block(192, 168, 0, 0, 16),
        block(198, 18, 0, 0, 15),
        block(198, 51, 100, 0, 24),
        block(203, 0, 113, 0, 24),
        block(240, 0, 0, 0, 4)
    };

    private static final long PORT_CONTROL_ANYCAST = address(192, 0, 0, 9);
    private static final long TURN_ANYCAST = address(192, 0, 0, 10);

    private PublicAddresses() {}

    /** Whether the text is an IPv4 address: four numbers of at most 255 without leading zeros. */
    static boolean isVersion4(String text) {
        return parse(text) >= 0;
    }

    /** Whether the text is an IPv4 address that is reachable from everywhere. */
    static boolean isPublicVersion4(String text) {
        long address = parse(text);
        if (address < 0) {
            return false;
        }
        if (address == PORT_CONTROL_ANYCAST || address == TURN_ANYCAST) {
            return true;
        }
        for (long[] block : RESERVED) {
            if (address >> block[1] == block[0] >> block[1]) {
                return false;
            }
        }
        return true;
    }

    private static long parse(String text) {
        long address = 0;
        int numbers = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                int number = number(text, from, i);
                if (number < 0) {
                    return -1;
                }
                address = address << 8 | number;
                numbers++;
                from = i + 1;
            }
        }
        return numbers == 4 ? address : -1;
    }

    private static int number(String text, int from, int to) {
        if (to == from || to - from > 3 || (to - from > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number > 255 ? -1 : number;
    }

    private static long[] block(int a, int b, int c, int d, int prefixBits) {
        return new long[] {address(a, b, c, d), 32 - prefixBits};
    }

    private static long address(int a, int b, int c, int d) {
        return (long) a << 24 | b << 16 | c << 8 | d;
    }
}
