package io.bloomery.data.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What a page says about itself above its text; every part that is unknown is empty.
 *
 * @param title its title, without the name of the site where that could be told apart
 * @param author who wrote it, as the page has it
 * @param published when it was published, as the page has it
 * @param canonicalUrl where the page says that it lives
 * @param pageType what kind of page it seems to be, such as {@code article} or {@code forum}
 */
public record Byline(String title, String author, String published, String canonicalUrl, String pageType)
        implements Serializable {

    /** Of a text that came without one. */
    public static final Byline NONE = new Byline("", "", "", "", "");

    public Byline {
        requireNonNull(title, "title");
        requireNonNull(author, "author");
        requireNonNull(published, "published");
        requireNonNull(canonicalUrl, "canonicalUrl");
        requireNonNull(pageType, "pageType");
    }
}
