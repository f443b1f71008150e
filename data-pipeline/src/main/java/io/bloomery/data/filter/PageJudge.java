package io.bloomery.data.filter;

import io.bloomery.data.document.Byline;
import io.bloomery.data.document.Document;
import io.bloomery.data.document.DocumentId;
import io.bloomery.data.extract.ExtractConfig;
import io.bloomery.data.extract.Extracted;
import io.bloomery.data.extract.HtmlExtractor;
import io.bloomery.data.extract.PlainPage;
import io.bloomery.data.source.Page;
import io.bloomery.data.source.TextRecord;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;

/**
 * Decides what becomes of one archived page or one text: a clean document, or a drop with its reason.
 *
 * <p>Pages of plain text have it as it is. Pages that were not answered with 200, or are neither, are dropped by rules of their own, before any text is looked
 * at; their text is empty. Pure and thread-safe.
 */
public final class PageJudge implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final String HTTP_STATUS = "http-status";
    public static final String NOT_HTML = "not-html";

    /** Kind of input of a page that is a file of its own. */
    private static final String FILE_SOURCE = "html";

    private static final int OK = 200;

    private final HtmlExtractor extractor;
    private final RuleSet rules;
    private final String source;
    private final String dump;

    /**
     * Judges pages of one input.
     *
     * @param source kind of input of archived pages, as in {@link Document#source()}
     * @param dump the crawl, as in {@link Document#dump()}
     */
    public PageJudge(ExtractConfig extract, RuleSet rules, String source, String dump) {
        this.extractor = new HtmlExtractor(extract);
        this.rules = rules;
        this.source = source;
        this.dump = dump;
    }

    /** The verdict on a page; the measured number of {@code not-html} is 0, for neither HTML nor text, where 1 was wanted. */
    public Verdict judge(Page page) {
        if (page.status() != OK) {
            return new Verdict.Drop(bare(page), HTTP_STATUS, page.status(), OK);
        }
        if (isPlain(page)) {
            return PlainPage.text(page.body(), page.contentType())
                    .map(text -> rules.apply(document(page, text, "", Byline.NONE)))
                    .orElseGet(() -> noText(page));
        }
        if (!isHtml(page)) {
            return noText(page);
        }
        Extracted extracted = extractor.extract(page.body(), page.contentType(), page.url());
        return rules.apply(document(page, extracted));
    }

    /** The verdict on a text. */
    public Verdict judge(TextRecord text) {
        return rules.apply(text.document());
    }

    private Verdict noText(Page page) {
        return new Verdict.Drop(bare(page), NOT_HTML, 0, 1);
    }

    private Document bare(Page page) {
        return document(page, "", "", Byline.NONE);
    }

    private Document document(Page page, Extracted extracted) {
        Byline byline = new Byline(
                extracted.title(),
                extracted.author(),
                extracted.date(),
                extracted.canonicalUrl(),
                extracted.pageType().name().toLowerCase(Locale.ROOT));
        return document(page, extracted.text(), extracted.license(), byline);
    }

    private Document document(Page page, String text, String license, Byline byline) {
        return new Document(
                DocumentId.ofUrl(page.url()),
                text,
                page.url(),
                dump,
                page.date(),
                page.filePath(),
                Document.UNKNOWN_LANGUAGE,
                0,
                page.warcRecordId().isEmpty() ? FILE_SOURCE : source,
                page.host(),
                license,
                Map.of(),
                page.warcRecordId(),
                byline);
    }

    private static boolean isPlain(Page page) {
        return page.contentType().strip().toLowerCase(Locale.ROOT).startsWith("text/plain");
    }

    /** By the declared type; a page without one is HTML if its first character that is no white space opens a tag. */
    private static boolean isHtml(Page page) {
        String type = page.contentType().toLowerCase(Locale.ROOT);
        return type.isBlank()
                ? startsWithTag(page.body())
                : type.contains("text/html") || type.contains("application/xhtml+xml");
    }

    private static boolean startsWithTag(byte[] body) {
        for (byte character : body) {
            if (!Character.isWhitespace(character)) {
                return character == '<';
            }
        }
        return false;
    }
}
