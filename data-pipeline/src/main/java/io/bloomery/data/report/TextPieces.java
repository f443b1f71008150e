package io.bloomery.data.report;

import java.util.ArrayList;
import java.util.List;

/** Texts cut into the pieces that people compare; put together again, the pieces are the text. */
final class TextPieces {

    private static final int MAX_LINE_CHARACTERS = 400;
    private static final String SENTENCE_ENDS = ".!?。！？";

    private TextPieces() {}

    /** Lines, long ones cut where a sentence ends; what is more than so many pieces is in the last one. */
    static List<String> lines(String text, int maxPieces) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length() && lines.size() < maxPieces - 1; i++) {
            char character = text.charAt(i);
            boolean endsSentence = i - start >= MAX_LINE_CHARACTERS && SENTENCE_ENDS.indexOf(character) >= 0;
            if (character == '\n' || endsSentence) {
                lines.add(text.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** Words with the white space behind them; each ideograph is a word. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int start = 0;
        boolean inSpace = false;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            int character = line.codePointAt(i);
            boolean space = Character.isWhitespace(character);
            boolean begins = !space && (inSpace || Character.isIdeographic(character) || endsIdeograph(line, i));
            if (begins && i > start) {
                words.add(line.substring(start, i));
                start = i;
            }
            inSpace = space;
        }
        if (start < line.length()) {
            words.add(line.substring(start));
        }
        return words;
    }

    private static boolean endsIdeograph(String line, int end) {
        return end > 0 && Character.isIdeographic(line.codePointBefore(end));
    }
}
