package io.bloomery.data.segment;

import java.util.Arrays;

/** An immutable set of code points that answers in constant time. */
final class CodePointSet {

    private static final int HEXADECIMAL = 16;

    private final long[] bits;

    private CodePointSet(long[] bits) {
        this.bits = bits;
    }

    /**
     * Parses code points and ranges of them, in hexadecimal, apart by single spaces: {@code 9-d 20 1f600-1f64f}.
     *
     * @throws IllegalArgumentException if a number is not one, or no code point
     */
    static CodePointSet parse(String ranges) {
        long[] bits = new long[(Character.MAX_CODE_POINT >> 6) + 1];
        int last = 0;
        for (String range : ranges.split(" ", -1)) {
            int dash = range.indexOf('-');
            int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), HEXADECIMAL);
            int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1), HEXADECIMAL);
            if (from > to || to > Character.MAX_CODE_POINT) {
                throw new IllegalArgumentException("no range of code points: " + range);
            }
            for (int codePoint = from; codePoint <= to; codePoint++) {
                bits[codePoint >> 6] |= 1L << codePoint;
            }
            last = Math.max(last, to >> 6);
        }
        return new CodePointSet(Arrays.copyOf(bits, last + 1));
    }

    boolean contains(int codePoint) {
        int word = codePoint >> 6;
        return word < bits.length && (bits[word] >> codePoint & 1) != 0;
    }
}
