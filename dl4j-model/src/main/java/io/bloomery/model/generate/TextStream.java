package io.bloomery.model.generate;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A text as it comes out of its tokens, ready to be shown piece by piece.
 *
 * <p>Held back are characters whose bytes are not all there yet, and the end of the text while it may be the beginning of a
 * string to stop at. The pieces together are the decoded text, up to that string.
 */
public final class TextStream {

    private static final char INCOMPLETE = '\ufffd';

    private final Function<int[], String> decode;
    private final List<String> stops;
    private final TokenText tokens = new TokenText();
    private final StringBuilder held = new StringBuilder();
    private int from;
    private int shown;
    private boolean stopped;

    /**
     * An empty text.
     *
     * @param decode tokens to text
     * @param stops strings that end the text and are not part of it; none may be empty
     */
    public TextStream(Function<int[], String> decode, List<String> stops) {
        this.decode = requireNonNull(decode, "decode");
        this.stops = List.copyOf(stops);
        if (this.stops.contains("")) {
            throw new IllegalArgumentException("an empty string to stop at would stop every text");
        }
    }

    /** Takes the next token; gives the text that is certain now, which may be none. */
    public String add(int token) {
        tokens.add(token);
        return stopped ? "" : show(newText(false), false);
    }

    /** Gives what is left when no more tokens come. */
    public String finish() {
        return stopped ? "" : show(newText(true), true);
    }

    /** Whether a string to stop at has come. */
    public boolean stopped() {
        return stopped;
    }

    /** Decodes with the tokens shown last before the new ones: some decoders treat the first token differently. */
    private String newText(boolean all) {
        int[] window = tokens.from(from);
        String text = decode.apply(window);
        String before = decode.apply(Arrays.copyOf(window, shown - from));
        boolean incomplete = !text.isEmpty() && text.charAt(text.length() - 1) == INCOMPLETE;
        if (text.length() <= before.length() || (incomplete && !all)) {
            return "";
        }
        from = shown;
        shown = tokens.length();
        return text.substring(before.length());
    }

    private String show(String text, boolean all) {
        held.append(text);
        int end = held.length();
        for (String stop : stops) {
            int found = held.indexOf(stop);
            if (found >= 0 && found < end) {
                stopped = true;
                end = found;
            }
        }
        int certain = stopped || all ? end : end - beginningOfAStop();
        String piece = held.substring(0, certain);
        held.delete(0, certain);
        return piece;
    }

    /** Length of the longest end of the held text that a string to stop at begins with. */
    private int beginningOfAStop() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
