package io.bloomery.data.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** How much text every element of a tree holds, how much of it in links; measured in one walk. */
final class Weights {

    private static final Weight NONE = new Weight();

    private final IdentityHashMap<Element, Weight> weights = new IdentityHashMap<>();

    private Weights() {}

    static Weights measure(Element root) {
        Weights weights = new Weights();
        root.traverse(weights.new Walk());
        return weights;
    }

    Weight of(Node node) {
        return node instanceof Element element ? weights.getOrDefault(element, NONE) : NONE;
    }

    /** The text in one element and everything below it. */
    static final class Weight {
        private int characters;
        private int linkCharacters;
        private int links;
        private int paragraphCharacters;
        private boolean blocks;
        private boolean topHeading;

        /** Characters that are not white space. */
        int characters() {
            return characters;
        }

        int links() {
            return links;
        }

        /** Characters outside of links. */
        int plainCharacters() {
            return characters - linkCharacters;
        }

        /** Characters outside of links in paragraphs, list items, cells and code. */
        int paragraphCharacters() {
            return paragraphCharacters;
        }

        /** Share of characters in links, in [0, 1]. */
        double linkDensity() {
            return characters == 0 ? 0 : (double) linkCharacters / characters;
        }

        /** Whether it holds lists, tables, code or headings, so that it cannot stand on one line. */
        boolean holdsBlocks() {
            return blocks;
        }

        boolean holdsTopHeading() {
            return topHeading;
        }

        private void add(Weight child) {
            characters += child.characters;
            linkCharacters += child.linkCharacters;
            links += child.links;
            paragraphCharacters += child.paragraphCharacters;
            blocks |= child.blocks;
            topHeading |= child.topHeading;
        }
    }

    private final class Walk implements NodeVisitor {

        private final Deque<Weight> open = new ArrayDeque<>();

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                Weight weight = new Weight();
                weights.put(element, weight);
                open.push(weight);
            } else if (node instanceof TextNode text && !open.isEmpty()) {
                open.element().characters += (int) text.getWholeText()
                        .chars()
                        .filter(character -> !Character.isWhitespace(character) && character != '\u00A0')
                        .count();
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                Weight weight = open.pop();
                close(element, weight);
                if (!open.isEmpty()) {
                    open.element().add(weight);
                }
            }
        }

        private void close(Element element, Weight weight) {
            switch (element.normalName()) {
                case "a" -> {
                    weight.linkCharacters = weight.characters;
                    weight.links = 1;
                }
                case "p", "li", "td", "dd", "pre", "blockquote" ->
                    weight.paragraphCharacters = weight.characters - weight.linkCharacters;
                case "ul", "ol", "table" -> weight.blocks = true;
                case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                    weight.blocks = true;
                    weight.topHeading |= element.normalName().equals("h1") || element.hasClass("title");
                }
                default -> {
                    // only the sum of its children
                }
            }
            weight.blocks |= element.normalName().equals("pre");
        }
    }
}
