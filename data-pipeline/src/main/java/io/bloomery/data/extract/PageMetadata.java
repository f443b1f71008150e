package io.bloomery.data.extract;

/** Picks from what a page declares its title, language, author, date, licence and address. */
final class PageMetadata {

    private static final int MAX_CHARACTERS = 1000;

    private final String title;
    private final Declared declared;

    PageMetadata(String title, Declared declared) {
        this.title = title;
        this.declared = declared;
    }

    String title() {
        return firstOf(title, declared.meta("og:title"), declared.topHeading());
    }

    String language() {
        return firstOf(
                declared.language(),
                declared.meta("content-language"),
                declared.value("inLanguage"),
                declared.meta("og:locale").replace('_', '-'));
    }

    String canonicalUrl() {
        return firstOf(declared.link("canonical"), declared.meta("og:url"));
    }

    String author() {
        return firstOf(
                declared.meta("author"),
                notAnAddress(declared.meta("article:author")),
                declared.meta("parsely-author"),
                declared.meta("dc.creator"),
                declared.value("author.name"),
                notAnAddress(declared.value("author")),
                declared.author());
    }

    String date() {
        return firstOf(
                declared.meta("article:published_time"),
                declared.value("datePublished"),
                declared.meta("datepublished"),
                declared.meta("parsely-pub-date"),
                declared.meta("dc.date"),
                declared.meta("dc.date.issued"),
                declared.meta("date"),
                declared.date());
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
