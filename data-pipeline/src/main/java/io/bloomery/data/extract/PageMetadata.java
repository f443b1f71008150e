package io.bloomery.data.extract;

import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page declares about itself in its head and in link relations. */
final class PageMetadata {

    private static final int MAX_CHARACTERS = 1000;

    private final Document page;

    PageMetadata(Document page) {
        this.page = page;
    }

    String title() {
        return firstOf(page.title(), meta("og:title"), text("h1"));
    }

    String language() {
        return firstOf(
                attribute("html[lang]", "lang"), attribute("html[xml:lang]", "xml:lang"), meta("content-language"));
    }

    String canonicalUrl() {
        return firstOf(attribute("link[rel~=(?i)\\bcanonical\\b][href]", "abs:href"), meta("og:url"));
    }

    String author() {
        return firstOf(meta("author"), meta("article:author"), text("[rel=author]"));
    }

    String date() {
        return firstOf(
                meta("article:published_time"),
                meta("datepublished"),
                meta("dc.date"),
                meta("date"),
                attribute("time[pubdate][datetime], article time[datetime]", "datetime"));
    }

    /** A declared licence, else a link to a Creative Commons licence. */
    String license() {
        return firstOf(
                attribute("a[rel~=(?i)\\blicense\\b][href], link[rel~=(?i)\\blicense\\b][href]", "abs:href"),
                meta("dcterms.license"),
                attribute(
                        "a[href*=//creativecommons.org/licenses/], a[href*=//creativecommons.org/publicdomain/]",
                        "abs:href"));
    }

    private String meta(String name) {
        for (Element meta : page.select("meta[content]")) {
            String key =
                    firstOf(meta.attr("name"), meta.attr("property"), meta.attr("itemprop"), meta.attr("http-equiv"));
            if (key.toLowerCase(Locale.ROOT).equals(name)) {
                return meta.attr("content");
            }
        }
        return "";
    }

    private String attribute(String selector, String attribute) {
        Element element = page.selectFirst(selector);
        return element == null ? "" : element.attr(attribute);
    }

    private String text(String selector) {
        Element element = page.selectFirst(selector);
        return element == null ? "" : element.text();
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
