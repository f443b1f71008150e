package io.bloomery.data.wiki;

/** Markup that has begun and not ended yet; its places are indexes of the text that was written so far. */
final class OpenMarkup {

    /** What kind of end it waits for. */
    enum Kind {
        BRACES,
        LINK,
        EXTERNAL_LINK,
        TAG,
        TABLE,
        VARIANTS
    }

    private static final int NO_BAR = -1;

    private final Kind kind;
    private final String tag;
    private final int start;
    private int content;
    private int bar = NO_BAR;

    /**
     * Markup of which the beginning was just written as text, which is what it is if it never ends.
     *
     * @param tag lower-case name; empty for other kinds
     * @param start where its beginning is written
     * @param content where its beginning ends
     */
    OpenMarkup(Kind kind, String tag, int start, int content) {
        this.kind = kind;
        this.tag = tag;
        this.start = start;
        this.content = content;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isTag(String name) {
        return kind == Kind.TAG && tag.equals(name);
    }

    int start() {
        return start;
    }

    int content() {
        return content;
    }

    boolean hasBar() {
        return bar != NO_BAR;
    }

    /** Where the first {@code |} is written. */
    int bar() {
        return bar;
    }

    /** Notes where a {@code |} is about to be written. */
    void bar(int index) {
        if (bar == NO_BAR) {
            bar = index;
        }
    }

    /** How many opening braces still wait for their end. */
    int braces() {
        return content - start;
    }

    /** Some of the innermost braces have ended. */
    void closeBraces(int count) {
        content -= count;
        bar = NO_BAR;
    }
}
