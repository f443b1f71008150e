package io.bloomery.data.extract;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;

/** Finds the element of a page that holds its main text. */
final class MainRegion {

    /** Share of the page's plain text that a declared region must hold to be believed. */
    private static final double BELIEVED = 0.3;

    /** Share of the text a single child must hold for the search to go down to it. */
    private static final double DOMINANT = 0.85;

    private static final int MAX_DESCENT = 64;

    private static final List<Evaluator> DECLARED = List.of(
            QueryParser.parse("[itemprop=articleBody]"),
            QueryParser.parse("main, [role=main]"),
            QueryParser.parse("article"),
            QueryParser.parse("#mw-content-text, #main-content, #content, #main, .post-content, .entry-content,"
                    + " .article-content, .article-body, .markdown-body, .page-content"));

    private MainRegion() {}

    static Element find(Element body) {
        Weights weights = Weights.measure(body);
        Element region = body;
        for (Evaluator declared : DECLARED) {
            region = largest(region, declared, weights).orElse(region);
        }
        return descend(region, weights);
    }

    private static Optional<Element> largest(Element within, Evaluator declared, Weights weights) {
        double least = weights.of(within).plainCharacters() * BELIEVED;
        Element best = within;
        int most = -1;
        for (Element candidate : within.select(declared)) {
            int plain = weights.of(candidate).plainCharacters();
            if (plain > most && plain >= least) {
                best = candidate;
                most = plain;
            }
        }
        return most > 0 ? Optional.of(best) : Optional.empty();
    }

    private static Element descend(Element from, Weights weights) {
        Element region = from;
        for (int i = 0; i < MAX_DESCENT; i++) {
            int least = (int) (weights.of(region).paragraphCharacters() * DOMINANT);
            Optional<Element> dominant = region.children().stream()
                    .filter(child -> !ElementKinds.isSetApart(child))
                    .filter(child -> least > 0 && weights.of(child).paragraphCharacters() >= least)
                    .findFirst();
            if (dominant.isEmpty() || leavesTitle(region, dominant.get(), weights)) {
                return region;
            }
            region = dominant.get();
        }
        return region;
    }

    /** Whether a title stands before a child, so that going down to the child would lose it. */
    private static boolean leavesTitle(Element region, Element child, Weights weights) {
        return region.children().stream().limit(child.elementSiblingIndex()).anyMatch(sibling -> weights.of(sibling)
                .holdsTopHeading());
    }
}
