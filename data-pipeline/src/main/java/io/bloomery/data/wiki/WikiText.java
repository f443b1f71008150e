package io.bloomery.data.wiki;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Wikitext as plain text: what NeMo Curator keeps of a page with mwparserfromhell, in linear time.
 *
 * <p>Templates, tables, references, comments, pictures, formulas and galleries go; links become their text; headings
 * and list items keep theirs, sections are separated by an empty line; of a category link the category's name stays,
 * of {@code -{...}-} in the wikis of languages that have variants the most common variant.
 * Markup that never closes is text. Total: no text makes it throw, and markup that is nested deeper than {@value
 * WikiScan#MAX_DEPTH} levels is text. Deviates from the peer where words would stick together ({@code <br>} is a line
 * end) and where markup would stay (a tag without its end, a comment without its end, odd apostrophes, spaces around
 * headings and list items). Thread-safe.
 */
public final class WikiText implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String language;
    private transient Namespaces namespaces;

    /**
     * Reads the wikitext of one wiki.
     *
     * @param language of the wiki, as in the name of its host, such as {@code en} or {@code zh-yue}
     */
    public WikiText(String language) {
        this.language = requireNonNull(language, "language");
        this.namespaces = Namespaces.of(language);
    }

    /** The text of a page; empty for an empty page. */
    public String plain(String wikitext) {
        return PlainLines.tidy(new WikiScan(wikitext, namespaces, Variants.existIn(language)).text());
    }

    private Object readResolve() {
        return new WikiText(language);
    }
}
