package io.bloomery.data.extract;

/** Collects the text of a block with its white space made even, and counts what it is made of. */
final class BlockText {

    private static final String CELL_SEPARATOR = " | ";

    private final StringBuilder text = new StringBuilder();
    private boolean wantedSpace;
    private boolean wantedCell;
    private boolean wantedLine;
    private boolean partEnded;
    private boolean wantedJoint;
    private int partStart;
    private boolean code;
    private boolean inWord;
    private Block counts = new Block(null, "", null);

    boolean isEmpty() {
        return counts.characters == 0;
    }

    boolean isCode() {
        return code;
    }

    void space() {
        wantedSpace = true;
        inWord = false;
    }

    void separateCells() {
        wantedCell = true;
        inWord = false;
    }

    /** Begins a part of the line: a span, a link, a button. */
    void beginPart() {
        wantedJoint |= partEnded;
    }

    /** Ends a part of the line; what another part has right after it is set apart, as pages do by their styles. */
    void endPart() {
        partEnded = true;
    }

    void breakLine(boolean inLine) {
        wantedSpace |= inLine;
        wantedLine |= !inLine;
        inWord = false;
    }

    void countLink() {
        counts.links++;
    }

    void append(String raw, boolean link, boolean button) {
        for (int i = 0; i < raw.length(); i++) {
            char character = raw.charAt(i);
            if (character == ' ' || character == '\n' || character == '\t' || character == '\r' || character == '\f') {
                space();
            } else if (character != '\u200B' && character != '\uFEFF' && character != '\u00AD') {
                startText(character);
                text.append(character);
                count(character, link, button);
            }
        }
    }

    void appendCode(String raw) {
        String lines = raw.stripTrailing();
        lines = lines.substring(leadingBlankLines(lines));
        for (int i = 0; i < lines.length(); i++) {
            count(lines.charAt(i), false, false);
        }
        text.append(lines);
        code = true;
    }

    Block take(Region region, Block.Layout layout) {
        Block block = new Block(region, text.toString(), layout);
        block.characters = counts.characters;
        block.linkCharacters = counts.linkCharacters;
        block.buttonCharacters = counts.buttonCharacters;
        block.words = counts.words;
        block.links = counts.links;
        block.digits = counts.digits;
        block.capitals = counts.capitals;
        block.commas = counts.commas;
        block.sentenceEnds = counts.sentenceEnds;
        block.endsSentence = counts.endsSentence;
        clear();
        return block;
    }

    void clear() {
        text.setLength(0);
        wantedSpace = false;
        wantedCell = false;
        wantedLine = false;
        partEnded = false;
        wantedJoint = false;
        partStart = 0;
        code = false;
        inWord = false;
        counts = new Block(null, "", null);
    }

    private void startText(char next) {
        if (text.isEmpty()) {
            wantedCell = false;
        } else if (wantedCell) {
            text.append(CELL_SEPARATOR);
        } else if (wantedLine) {
            text.append('\n');
        } else if (wantedSpace || (wantedJoint && joins(next))) {
            text.append(' ');
            inWord = false;
        }
        partStart = wantedJoint ? text.length() : partStart;
        wantedSpace = false;
        wantedCell = false;
        wantedLine = false;
        wantedJoint = false;
        partEnded = false;
    }

    /** Whether a character would go on with the word of the part before; single letters are meant to make up a word. */
    private boolean joins(char next) {
        char last = text.charAt(text.length() - 1);
        boolean spelled = text.length() - partStart == 1 && Character.isLetter(last) && Character.isLowerCase(next);
        return isOfSpacedWord(last) && isOfSpacedWord(next) && !spelled;
    }

    private static boolean isOfSpacedWord(char character) {
        return character < '\u2E80' && Character.isLetterOrDigit(character);
    }

    private void count(char character, boolean link, boolean button) {
        if (Character.isWhitespace(character) || character == '\u00A0') {
            inWord = false;
            return;
        }
        counts.characters++;
        counts.linkCharacters += link ? 1 : 0;
        counts.buttonCharacters += button ? 1 : 0;
        if (character >= '\u2E80' && Character.isLetter(character)) { // scripts without spaces: a letter is a word
            counts.words++;
            inWord = false;
        } else if (Character.isLetterOrDigit(character) || character == '_') {
            counts.words += inWord ? 0 : 1;
            inWord = true;
            counts.digits += Character.isDigit(character) ? 1 : 0;
            counts.capitals += Character.isUpperCase(character) ? 1 : 0;
        } else {
            inWord = false;
            countMark(character);
        }
        counts.endsSentence = isSentenceEnd(character) || (counts.endsSentence && isClosing(character));
    }

    private void countMark(char character) {
        switch (character) {
            case ',', '\uFF0C', '\u3001', '\u060C' -> counts.commas++;
            default -> counts.sentenceEnds += isSentenceEnd(character) ? 1 : 0;
        }
    }

    private static boolean isSentenceEnd(char character) {
        return switch (character) {
            case '.', '!', '?', '\u3002', '\uFF01', '\uFF1F', '\u061F', '\u0964', '\u2026' -> true;
            default -> false;
        };
    }

    private static boolean isClosing(char character) {
        return switch (character) {
            case '"', '\'', ')', '\u201D', '\u2019', '\u00BB', '\u300D' -> true;
            default -> false;
        };
    }

    private static int leadingBlankLines(String lines) {
        int start = 0;
        for (int i = 0; i < lines.length() && Character.isWhitespace(lines.charAt(i)); i++) {
            start = lines.charAt(i) == '\n' ? i + 1 : start;
        }
        return start;
    }
}
