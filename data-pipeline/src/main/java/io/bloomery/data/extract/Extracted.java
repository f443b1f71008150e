package io.bloomery.data.extract;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What a page says and what it declares about itself; every part that was not found is empty, never null. Title, text and
 * author are in Unicode's form NFC.
 *
 * @param title the title, without the name of the site
 * @param text the main text; paragraphs are separated by a blank line
 * @param language what the page declares as its language, as it is written there
 * @param license URL of the licence that the page declares
 * @param canonicalUrl the page's own idea of its URL
 * @param author author, as declared or as a byline says
 * @param date date of publication as it is declared, or of a byline as {@code 2024-05-31}
 * @param charset the character set it was read with
 * @param pageType what kind of page it seems to be
 */
public record Extracted(
        String title,
        String text,
        String language,
        String license,
        String canonicalUrl,
        String author,
        String date,
        String charset,
        PageType pageType)
        implements Serializable {
    public Extracted {
        requireNonNull(title, "title");
        requireNonNull(text, "text");
        requireNonNull(language, "language");
        requireNonNull(license, "license");
        requireNonNull(canonicalUrl, "canonicalUrl");
        requireNonNull(author, "author");
        requireNonNull(date, "date");
        requireNonNull(charset, "charset");
        requireNonNull(pageType, "pageType");
    }
}
