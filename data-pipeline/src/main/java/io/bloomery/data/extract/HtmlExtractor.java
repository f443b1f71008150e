package io.bloomery.data.extract;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.normalize.UnicodeForm;
import java.io.Serializable;

/**
 * Finds the main text of an HTML page.
 *
 * <p>Parts the page into blocks of text, tells what type of page it is, lets {@link BlockJudge} say which blocks are main
 * text on a page of that type, and writes those. Time and memory are linear in the bytes read, times the depth allowed.
 */
public final class HtmlExtractor implements Serializable {

    private static final long serialVersionUID = 1L;

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
        ParsedPage page = ParsedPage.of(body, contentType, url, config);
        BlockJudge judge = BlockJudge.of(page);
        PageMetadata metadata = new PageMetadata(page.title(), page.declared(), judge.type());
        boolean[] kept = config.allText() ? judge.shown() : judge.kept();
        String text = DeclaredText.unlessLonger(
                BlockWriter.write(page.outline().blocks(), kept), page.declared(), config.maxNodes());
        return new Extracted(
                UnicodeForm.NFC.of(metadata.title()),
                UnicodeForm.NFC.of(text),
                metadata.language(),
                metadata.license(),
                PageMetadata.canonicalUrl(page.declared()),
                UnicodeForm.NFC.of(metadata.author()),
                metadata.date(),
                page.charset().name(),
                judge.type());
    }
}
