package io.bloomery.data.privacy;

/**
 * A part of a text.
 *
 * @param start index of its first UTF-16 unit
 * @param end index after its last one
 */
record Span(int start, int end) {
    Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span from " + start + " to " + end);
        }
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
