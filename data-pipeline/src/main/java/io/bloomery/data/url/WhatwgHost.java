package io.bloomery.data.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hosts as the URL standard of WHATWG reads them: names in ASCII, IPv4 addresses however written, IPv6 in brackets. */
public final class WhatwgHost {

    private static final String FORBIDDEN = " #/:<>?@[\\]^|%\u007f";
    private static final int MOST_IPV4_PARTS = 4;
    private static final long TOO_LARGE = 1L << 40;

    private WhatwgHost() {}

    /** A host in its one spelling; empty if it is none. */
    static Optional<String> parse(String host) {
        if (host.startsWith("[")) {
            return host.endsWith("]") ? Ipv6.parse(host.substring(1, host.length() - 1)) : Optional.empty();
        }
        return ascii(percentDecoded(host))
                .filter(name -> !name.isEmpty() && name.chars().noneMatch(WhatwgHost::isForbidden))
                .flatMap(name -> endsInNumber(name) ? ipv4(name) : Optional.of(name));
    }

    /** An IPv4 address of one to four parts, decimal, octal or hexadecimal, as a dotted quad; empty if it is none. */
    public static Optional<String> ipv4(String text) {
        List<String> parts = new ArrayList<>(Arrays.asList(text.split("\\.", -1)));
        if (parts.size() > 1 && parts.get(parts.size() - 1).isEmpty()) {
            parts.remove(parts.size() - 1);
        }
        if (parts.size() > MOST_IPV4_PARTS) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.size(); i++) {
            long number = number(parts.get(i));
            boolean last = i == parts.size() - 1;
            int bits = last ? 8 * (MOST_IPV4_PARTS - i) : 8;
            if (number < 0 || number >= (1L << bits)) {
                return Optional.empty();
            }
            address |= last ? number : number << (8 * (MOST_IPV4_PARTS - 1 - i));
        }
        return Optional.of(quad(address));
    }

    static String quad(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private static boolean endsInNumber(String name) {
        String[] parts = name.split("\\.", -1);
        int last = parts.length - (parts.length > 1 && parts[parts.length - 1].isEmpty() ? 2 : 1);
        String part = parts[last];
        return !part.isEmpty()
                && (part.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                        || (part.startsWith("0x") && number(part) >= 0));
    }

    /** Below 0 if a part is no number; large ones are as large as makes no difference. */
    private static long number(String part) {
        if (part.isEmpty()) {
            return -1;
        }
        boolean hexadecimal = part.startsWith("0x") || part.startsWith("0X");
        boolean octal = !hexadecimal && part.length() > 1 && part.startsWith("0");
        int radix = hexadecimal ? 16 : octal ? 8 : 10;
        long number = 0;
        for (int i = hexadecimal ? 2 : 0; i < part.length(); i++) {
            int digit = part.charAt(i) < 0x80 ? Character.digit(part.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = Math.min(TOO_LARGE, number * radix + digit);
        }
        return number;
    }

    private static boolean isForbidden(int character) {
        return character < ' ' || FORBIDDEN.indexOf(character) >= 0;
    }

    private static Optional<String> ascii(String name) {
        if (name.chars().allMatch(character -> character < 0x80)) {
            return Optional.of(name.toLowerCase(Locale.ROOT));
        }
        try {
            return Optional.of(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            boolean escape = text.charAt(i) == '%'
                    && i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2));
            if (escape) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 3;
            } else {
                int length = Character.charCount(text.codePointAt(i));
                bytes.writeBytes(text.substring(i, i + length).getBytes(UTF_8));
                i += length;
            }
        }
        return bytes.toString(UTF_8);
    }
}
