package io.bloomery.data.extract;

/** A run of text between two borders of block elements: a paragraph, a heading, an item, a row, a listing of code. */
final class Block {

    /** Prose: at least so many words, and not mostly links. */
    private static final int PROSE_WORDS = 10;

    private static final double PROSE_LINKS = 0.4;

    /** No list item, or one without a bullet. */
    static final int NO_ITEM = -1;

    final Region region;
    final String text;
    final Layout layout;
    int characters;
    int linkCharacters;
    int words;
    int links;
    int digits;
    int capitals;
    int commas;
    int sentenceEnds;
    int buttonCharacters;
    boolean endsSentence;

    Block(Region region, String text, Layout layout) {
        this.region = region;
        this.text = text;
        this.layout = layout;
    }

    double linkDensity() {
        return characters == 0 ? 0 : (double) linkCharacters / characters;
    }

    boolean isProse() {
        return words >= PROSE_WORDS && linkDensity() < PROSE_LINKS;
    }

    /** How a block stands among others when it is written. */
    record Layout(int list, int item, int blankLines, boolean code) {}
}
