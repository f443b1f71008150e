package io.bloomery.data.extract;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** A page as read from its bytes: what it declares, and its text in blocks. */
record ParsedPage(Charset charset, String title, String address, Declared declared, Outline outline) {

    static ParsedPage of(byte[] body, String contentType, String url, ExtractConfig config) {
        byte[] bounded = body.length > config.maxBytes() ? Arrays.copyOf(body, config.maxBytes()) : body;
        Charset charset = CharsetDetector.detect(bounded, contentType);
        Document page = Parser.htmlParser()
                .setMaxDepth(config.maxDepth())
                .parseInput(TableNesting.cut(CharsetDetector.decode(bounded, charset), config.maxDepth()), url);
        Declared declared = Declared.of(page);
        String address = url.isEmpty() ? PageMetadata.canonicalUrl(declared) : url;
        return new ParsedPage(charset, page.title(), address, declared, Outline.of(page.body(), config.maxNodes()));
    }
}
