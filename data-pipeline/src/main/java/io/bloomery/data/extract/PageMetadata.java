package io.bloomery.data.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Picks from what a page declares its title, language, author, date, licence and address. */
final class PageMetadata {

    private static final Set<PageType> ONE_TEXT = Set.of(PageType.ARTICLE, PageType.DOCUMENTATION, PageType.FORUM);
    private static final String WRITTEN_BY = "written by";
    private static final int MAX_CHARACTERS = 1000;

    private final String title;
    private final Declared declared;
    private final boolean isOneText;

    /** Picks for a page of a type: one that lists many things shows the dates and authors of those, not its own. */
    PageMetadata(String title, Declared declared, PageType type) {
        this.title = title;
        this.declared = declared;
        this.isOneText = ONE_TEXT.contains(type);
    }

    /** The title without the name of the site. */
    String title() {
        return new PageTitle(
                        List.of(title, declared.meta("og:title"), declared.value("headline")),
                        declared.topHeadings(),
                        firstOf(declared.meta("og:site_name"), declared.meta("application-name")))
                .text();
    }

    String language() {
        return firstOf(
                declared.language(),
                declared.meta("content-language"),
                declared.value("inLanguage"),
                declared.meta("og:locale").replace('_', '-'));
    }

    static String canonicalUrl(Declared declared) {
        return firstOf(declared.link("canonical"), declared.meta("og:url"));
    }

    String author() {
        return Byline.withoutPrefix(declaredAuthor());
    }

    private String declaredAuthor() {
        return firstOf(
                declared.meta("author"),
                notAnAddress(declared.meta("article:author")),
                declared.meta("parsely-author"),
                declared.meta("dc.creator"),
                declared.meta("dcterms.creator"),
                declared.meta("citation_author"),
                declared.meta("sailthru.author"),
                declared.value("author.name"),
                notAnAddress(declared.value("author")),
                twitterAuthor(),
                declared.author(),
                isOneText ? declared.byline().author() : "");
    }

    String date() {
        return firstOf(
                declared.meta("article:published_time"),
                declared.value("datePublished"),
                declared.meta("datepublished"),
                declared.meta("parsely-pub-date"),
                declared.meta("sailthru.date"),
                declared.meta("citation_publication_date"),
                declared.meta("dcterms.created"),
                declared.meta("dcterms.issued"),
                declared.meta("dc.date"),
                declared.meta("dc.date.issued"),
                declared.meta("published-date"),
                declared.meta("publish-date"),
                declared.meta("pubdate"),
                declared.meta("date"),
                declared.value("dateCreated"),
                declared.value("uploadDate"),
                declared.date(),
                isOneText ? shownDate() : "");
    }

    private String shownDate() {
        return firstOf(
                declared.time(),
                declared.byline().date(),
                declared.meta("article:modified_time"),
                declared.value("dateModified"),
                declared.meta("ms.date"));
    }

    /** What cards for Twitter say under a label such as "Written by". */
    private String twitterAuthor() {
        boolean first = declared.meta("twitter:label1").toLowerCase(Locale.ROOT).endsWith(WRITTEN_BY);
        boolean second =
                declared.meta("twitter:label2").toLowerCase(Locale.ROOT).endsWith(WRITTEN_BY);
        return first ? declared.meta("twitter:data1") : second ? declared.meta("twitter:data2") : "";
    }

    /** A declared licence, else a link to a Creative Commons licence. */
    String license() {
        return firstOf(
                declared.link("license"),
                declared.value("license"),
                declared.meta("dcterms.license"),
                declared.meta("dc.rights.license"),
                declared.creativeCommons());
    }

    private static String notAnAddress(String author) {
        return author.startsWith("http") ? "" : author;
    }

    private static String firstOf(String... values) {
        for (String value : values) {
            if (!value.isBlank()) {
                String stripped = value.strip();
                return stripped.substring(0, Math.min(stripped.length(), MAX_CHARACTERS));
            }
        }
        return "";
    }
}
