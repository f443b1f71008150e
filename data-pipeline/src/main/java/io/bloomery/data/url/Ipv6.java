package io.bloomery.data.url;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** IPv6 addresses: eight pieces of 16 bits, the last two of which may be written as a dotted quad. */
final class Ipv6 {

    private static final int PIECES = 8;
    private static final int MOST_CHARACTERS = 45;

    private Ipv6() {}

    /** The address in its shortest spelling (RFC 5952), in brackets; empty if a text is none. */
    static Optional<String> parse(String text) {
        int gap = text.indexOf("::");
        if (text.length() > MOST_CHARACTERS || (gap >= 0 && text.indexOf("::", gap + 1) >= 0)) {
            return Optional.empty();
        }
        Optional<List<Integer>> before = pieces(gap < 0 ? text : text.substring(0, gap), gap < 0);
        Optional<List<Integer>> behind = gap < 0 ? Optional.of(List.of()) : pieces(text.substring(gap + 2), true);
        if (before.isEmpty() || behind.isEmpty()) {
            return Optional.empty();
        }
        int missing = PIECES - before.get().size() - behind.get().size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(before.get());
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(behind.get());
        return Optional.of(written(all));
    }

    private static Optional<List<Integer>> pieces(String text, boolean mayEndInQuad) {
        List<Integer> pieces = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(pieces);
        }
        List<String> parts = Arrays.asList(text.split(":", -1));
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean quad = part.indexOf('.') >= 0 && mayEndInQuad && i == parts.size() - 1;
            if (quad ? !addQuad(part, pieces) : !addPiece(part, pieces)) {
                return Optional.empty();
            }
        }
        return Optional.of(pieces);
    }

    private static boolean addPiece(String part, List<Integer> pieces) {
        boolean hexadecimal = part.chars().allMatch(digit -> digit < 0x80 && Character.digit(digit, 16) >= 0);
        if (part.isEmpty() || part.length() > 4 || !hexadecimal) {
            return false;
        }
        pieces.add(Integer.parseInt(part, 16));
        return true;
    }

    private static boolean addQuad(String quad, List<Integer> pieces) {
        String[] parts = quad.split("\\.", -1);
        int address = 0;
        for (String part : parts) {
            boolean decimal = part.chars().allMatch(digit -> digit >= '0' && digit <= '9');
            if (part.isEmpty() || part.length() > 3 || !decimal || (part.length() > 1 && part.startsWith("0"))) {
                return false;
            }
            int value = Integer.parseInt(part);
            if (value > 255) {
                return false;
            }
            address = address << 8 | value;
        }
        pieces.add(address >>> 16);
        pieces.add(address & 0xffff);
        return parts.length == 4;
    }

    /** The longest run of two or more zeros is left out, the first of several. */
    private static String written(List<Integer> pieces) {
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < PIECES; i++) {
            int length = 0;
            while (i + length < PIECES && pieces.get(i + length) == 0) {
                length++;
            }
            if (length > gapLength) {
                gap = i;
                gapLength = length;
            }
        }
        StringBuilder written = new StringBuilder("[");
        for (int i = 0; i < PIECES; i++) {
            if (i == gap) {
                written.append("::");
                i += gapLength - 1;
            } else {
                boolean first = i == 0 || (gap >= 0 && i == gap + gapLength);
                written.append(first ? "" : ":").append(Integer.toHexString(pieces.get(i)));
            }
        }
        return written.append(']').toString();
    }
}
