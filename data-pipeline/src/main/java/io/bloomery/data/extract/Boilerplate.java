package io.bloomery.data.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeFilter.FilterResult;

/** Takes out of a tree what is around the text: navigation, headers and footers, adverts, lists of links. */
final class Boilerplate {

    /** Above this share of the page's text an element is no frame, whatever its names say. */
    private static final double TOO_MUCH_TO_BE_FRAME = 0.4;

    private static final double LINK_LIST_DENSITY = 0.7;
    private static final int LINK_LIST_LINKS = 4;
    private static final Set<String> LINK_LISTS = Set.of("ul", "ol", "div", "section", "table", "p", "li", "dl", "tr");
    private static final Set<String> CONTENT = Set.of("html", "body", "main", "article");

    private Boilerplate() {}

    /** Takes out what is never shown; the first thing to do, everything else counts characters. */
    static void removeInvisible(Element root, int maxNodes) {
        int[] nodes = {0};
        remove(root, node -> {
            nodes[0]++;
            return nodes[0] > maxNodes
                    || node instanceof Comment
                    || (node instanceof Element element
                            && (ElementKinds.isSilent(element) || ElementKinds.isHidden(element))
                            && !CONTENT.contains(element.normalName()));
        });
    }

    /** Takes out frames that element names and roles tell. */
    static void removeFrames(Element root) {
        removeFrames(root, ElementKinds::isFrame);
    }

    /** Takes out frames that class names and ids suggest. */
    static void removeNamedFrames(Element root) {
        removeFrames(root, ElementKinds::isNamedFrame);
    }

    private static void removeFrames(Element root, Predicate<Element> isFrame) {
        Weights weights = Weights.measure(root);
        double limit = weights.of(root).characters() * TOO_MUCH_TO_BE_FRAME;
        remove(
                root,
                node -> node instanceof Element element
                        && !CONTENT.contains(element.normalName())
                        && isFrame.test(element)
                        && weights.of(element).characters() < limit
                        && !isHeadOfText(element, weights));
    }

    /** Takes out lists of links. */
    static void removeLinkLists(Element root) {
        Weights weights = Weights.measure(root);
        remove(
                root,
                node -> node instanceof Element element
                        && LINK_LISTS.contains(element.normalName())
                        && weights.of(element).links() >= LINK_LIST_LINKS
                        && weights.of(element).linkDensity() > LINK_LIST_DENSITY);
    }

    /** A {@code header} with the page's heading in it belongs to the text. */
    private static boolean isHeadOfText(Element element, Weights weights) {
        return element.normalName().equals("header")
                && weights.of(element).holdsTopHeading()
                && weights.of(element).linkDensity() < LINK_LIST_DENSITY;
    }

    private interface Decision {
        boolean isOut(Node node);
    }

    private static void remove(Element root, Decision decision) {
        List<Node> out = new ArrayList<>();
        NodeFilter collect = (node, depth) -> {
            if (depth > 0 && decision.isOut(node)) {
                out.add(node);
                return FilterResult.SKIP_ENTIRELY;
            }
            return FilterResult.CONTINUE;
        };
        root.filter(collect);
        for (int i = out.size() - 1; i >= 0; i--) { // from behind: the first of n siblings costs n to remove
            out.get(i).remove();
        }
    }
}
