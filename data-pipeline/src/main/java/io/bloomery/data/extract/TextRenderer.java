package io.bloomery.data.extract;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Writes a tree as plain text: blank lines between paragraphs, {@code - } before list items, {@code  | } between cells,
 * code of several lines between fences with its line ends and indentation.
 */
final class TextRenderer implements NodeVisitor {

    private static final String FENCE = "```";
    private static final String CELL_SEPARATOR = " | ";
    private static final int MAX_LIST_INDENT = 8;
    private static final int OUTSIDE = -1;

    /** Cells of the summary tables that javadoc has built from {@code div} elements since JDK 16. */
    private static final Set<String> JAVADOC_CELLS =
            Set.of("col-first", "col-second", "col-last", "col-constructor-name", "col-summary-item-name");

    private final Weights weights;
    private final StringBuilder text = new StringBuilder();
    private int wantedNewlines;
    private boolean wantedSpace;
    private String wantedMark = "";
    private int listDepth;
    private int lineDepth; // > 0 inside a row that is written on one line
    private int codeDepth = OUTSIDE; // of the outermost open pre element

    private TextRenderer(Weights weights) {
        this.weights = weights;
    }

    static String render(Element region) {
        TextRenderer renderer = new TextRenderer(Weights.measure(region));
        region.traverse(renderer);
        return renderer.text.toString().strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode textNode) {
            if (codeDepth == OUTSIDE) {
                appendText(textNode.getWholeText());
            }
        } else if (node instanceof Element element && codeDepth == OUTSIDE) {
            open(element, depth);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (depth == codeDepth) {
            codeDepth = OUTSIDE;
        } else if (node instanceof Element element && codeDepth == OUTSIDE) {
            close(element);
        }
    }

    private void open(Element element, int depth) {
        switch (element.normalName()) {
            case "pre" -> {
                codeDepth = depth;
                appendCode(element.wholeText());
            }
            case "br" -> breakLine(1);
            case "ul", "ol" -> {
                breakLine(listDepth == 0 ? 2 : 1);
                listDepth++;
            }
            case "li" -> openItem(element);
            case "tr" -> {
                breakLine(1);
                lineDepth += isOneLine(element) ? 1 : 0;
            }
            case "td", "th" -> openCell(element);
            default -> {
                if (isJavadocCell(element)) {
                    openJavadocCell(element);
                } else {
                    breakAround(element);
                }
            }
        }
    }

    private void close(Element element) {
        switch (element.normalName()) {
            case "ul", "ol" -> {
                listDepth--;
                breakLine(listDepth == 0 ? 2 : 1);
            }
            case "li" -> {
                wantedMark = "";
                breakLine(1);
            }
            case "tr" -> {
                lineDepth -= isOneLine(element) ? 1 : 0;
                breakLine(1);
            }
            case "td", "th" -> wantedSpace = true;
            default -> {
                if (isJavadocCell(element)) {
                    lineDepth--;
                    breakLine(element.hasClass("col-last") ? 1 : 0);
                } else {
                    breakAround(element);
                }
            }
        }
    }

    private void openItem(Element element) {
        breakLine(1);
        boolean bullet = lineDepth == 0
                && element.children().stream()
                        .noneMatch(child -> ElementKinds.isHeading(child)
                                || child.normalName().equals("section")
                                || child.normalName().equals("table"));
        wantedMark = bullet ? " ".repeat(2 * Math.min(Math.max(listDepth - 1, 0), MAX_LIST_INDENT)) + "- " : "";
    }

    private void openCell(Element element) {
        if (lineDepth == 0) {
            breakLine(1);
        } else if (element.previousElementSibling() != null) {
            wantedMark = CELL_SEPARATOR;
        }
    }

    private void openJavadocCell(Element element) {
        boolean first = element.hasClass("col-first")
                || (element.hasClass("col-constructor-name") && !afterColumn(element, "col-first"))
                || element.hasClass("col-summary-item-name");
        if (first) {
            breakLine(1);
        } else {
            wantedMark = CELL_SEPARATOR;
        }
        lineDepth++;
    }

    private static boolean afterColumn(Element element, String column) {
        Element previous = element.previousElementSibling();
        return previous != null && previous.hasClass(column);
    }

    private static boolean isJavadocCell(Element element) {
        return element.normalName().equals("div")
                && element.classNames().stream().anyMatch(JAVADOC_CELLS::contains);
    }

    private boolean isOneLine(Element row) {
        return !weights.of(row).holdsBlocks();
    }

    private void breakAround(Element element) {
        if (lineDepth > 0) {
            wantedSpace |= ElementKinds.isBlock(element);
        } else if (ElementKinds.isBlock(element)) {
            breakLine(ElementKinds.isSetApart(element) && listDepth == 0 ? 2 : 1);
        }
    }

    private void breakLine(int newlines) {
        if (lineDepth > 0) {
            wantedSpace = true;
        } else {
            wantedNewlines = Math.max(wantedNewlines, newlines);
        }
    }

    private void appendText(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char character = raw.charAt(i);
            if (character == ' ' || character == '\n' || character == '\t' || character == '\r' || character == '\f') {
                wantedSpace = true;
            } else {
                startText();
                text.append(character);
            }
        }
    }

    private void startText() {
        if (wantedNewlines > 0 && !text.isEmpty()) {
            text.append("\n".repeat(wantedNewlines)).append(wantedMark);
        } else if (!wantedMark.isEmpty()) {
            text.append(text.isEmpty() ? wantedMark.stripLeading() : wantedMark);
        } else if (wantedSpace && !text.isEmpty()) {
            text.append(' ');
        }
        wantedNewlines = 0;
        wantedSpace = false;
        wantedMark = "";
    }

    private void appendCode(String raw) {
        String lines = raw.stripTrailing();
        lines = lines.substring(leadingBlankLines(lines));
        if (lines.isBlank()) {
            return;
        }
        boolean fenced = lines.indexOf('\n') >= 0 && lineDepth == 0;
        if (fenced) {
            wantedMark = "";
            breakLine(2);
            startText();
            text.append(FENCE).append('\n').append(lines).append('\n').append(FENCE);
            breakLine(2);
        } else {
            breakLine(1);
            appendText(lines);
            breakLine(1);
        }
    }

    private static int leadingBlankLines(String lines) {
        int start = 0;
        for (int i = 0; i < lines.length() && Character.isWhitespace(lines.charAt(i)); i++) {
            start = lines.charAt(i) == '\n' ? i + 1 : start;
        }
        return start;
    }
}
