package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.source.wikipedia}; which pages of a MediaWiki dump are documents. Redirects never are.
 *
 * @param language {@code language}: of the wiki, as in its host name; empty takes it from the name of the dump file
 * @param namespaces {@code namespaces}: numbers of the namespaces to read; 0 holds the articles
 * @param disambiguation {@code disambiguation}: whether pages that only list other pages are documents, too
 */
public record WikipediaConfig(String language, List<String> namespaces, boolean disambiguation)
        implements Serializable {
    public WikipediaConfig {
        requireNonNull(language, "language");
        namespaces = List.copyOf(namespaces);
        for (String namespace : namespaces) {
            if (!namespace.matches("-?[0-9]{1,6}")) {
                throw new IllegalArgumentException("namespaces must be numbers but one is '" + namespace + "'");
            }
        }
    }
}
