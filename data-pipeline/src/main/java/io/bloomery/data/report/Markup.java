package io.bloomery.data.report;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A piece of HTML or SVG that is safe to put into a page: every string that enters it is escaped on the way, and there
 * is no way in for markup that was not built here.
 */
final class Markup {

    static final Markup NOTHING = new Markup("", "");

    private final String opening;
    private final String rest;

    private Markup(String opening, String rest) {
        this.opening = opening;
        this.rest = rest;
    }

    static Markup text(String foreign) {
        return new Markup("", VisibleText.html(foreign));
    }

    static Markup text(String foreign, int maxCharacters) {
        return new Markup("", VisibleText.html(foreign, maxCharacters));
    }

    /** An element; {@link #with} adds attributes to it. */
    static Markup tag(String name, Markup... content) {
        return new Markup("<" + name, ">" + join(content) + "</" + name + ">");
    }

    static Markup tag(String name, Collection<Markup> content) {
        return tag(name, join(content));
    }

    static Markup tag(String name, String text) {
        return tag(name, text(text));
    }

    /** An HTML element that has no content and no closing tag. */
    static Markup voidTag(String name) {
        return new Markup("<" + name, ">");
    }

    static Markup join(Markup... pieces) {
        StringBuilder joined = new StringBuilder();
        for (Markup piece : pieces) {
            joined.append(piece.opening).append(piece.rest);
        }
        return new Markup("", joined.toString());
    }

    static Markup join(Collection<Markup> pieces) {
        return new Markup("", pieces.stream().map(Markup::toString).collect(Collectors.joining()));
    }

    /** The style sheet, which is no foreign text and must not be escaped. */
    static Markup style(StyleSheet sheet) {
        return new Markup("<style", ">" + sheet.text() + "</style>");
    }

    Markup with(String attribute, String value) {
        if (opening.isEmpty()) {
            throw new IllegalStateException("only an element has attributes, not " + rest);
        }
        return new Markup(opening + " " + attribute + "=\"" + VisibleText.html(value) + "\"", rest);
    }

    Markup with(String attribute, double value) {
        return with(attribute, Axis.coordinate(value));
    }

    boolean isEmpty() {
        return opening.isEmpty() && rest.isEmpty();
    }

    @Override
    public String toString() {
        return opening + rest;
    }
}
