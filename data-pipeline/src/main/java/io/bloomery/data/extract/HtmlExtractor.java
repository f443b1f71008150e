package io.bloomery.data.extract;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Finds the main text of an HTML page.
 *
 * <p>Takes out what is not shown and what is told by its names to be a frame, picks the main region, takes out lists of
 * links, and writes the rest as plain text. Time and memory are linear in the bytes read, times the depth allowed.
 */
public final class HtmlExtractor implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Share of the text that must survive a removal. */
    private static final double LEAST_KEPT = 0.15;

    private final ExtractConfig config;

    public HtmlExtractor(ExtractConfig config) {
        this.config = requireNonNull(config, "config");
    }

    /**
     * Extracts a page; never throws, and gives an empty text where it finds none.
     *
     * @param contentType value of the HTTP header, empty where there is none
     * @param url where the page was fetched, empty where unknown
     */
    public Extracted extract(byte[] body, String contentType, String url) {
        byte[] bounded = body.length > config.maxBytes() ? Arrays.copyOf(body, config.maxBytes()) : body;
        Charset charset = CharsetDetector.detect(bounded, contentType);
        Document page = Parser.htmlParser()
                .setMaxDepth(config.maxDepth())
                .parseInput(TableNesting.cut(CharsetDetector.decode(bounded, charset), config.maxDepth()), url);
        PageMetadata metadata = new PageMetadata(page);
        return new Extracted(
                metadata.title(),
                mainText(page),
                metadata.language(),
                metadata.license(),
                metadata.canonicalUrl(),
                metadata.author(),
                metadata.date(),
                charset.name());
    }

    /** Works on a copy: metadata are read from the page as it came. */
    private String mainText(Document page) {
        Element body = page.body().clone();
        Boilerplate.removeInvisible(body, config.maxNodes());
        Boilerplate.removeFrames(body);
        Element named = unlessTooMuch(body, Boilerplate::removeNamedFrames);
        Element region = MainRegion.find(named);
        return TextRenderer.render(unlessTooMuch(region, Boilerplate::removeLinkLists));
    }

    /** The tree after a removal, or as it was where the removal took nearly all, because then it took the text. */
    private static Element unlessTooMuch(Element tree, Consumer<Element> removal) {
        Element rest = tree.clone();
        removal.accept(rest);
        int before = Weights.measure(tree).of(tree).characters();
        int after = Weights.measure(rest).of(rest).characters();
        return after < before * LEAST_KEPT ? tree : rest;
    }
}
