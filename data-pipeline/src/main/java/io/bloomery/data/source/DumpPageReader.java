package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomery.data.document.Document;
import io.bloomery.data.wiki.Disambiguation;
import io.bloomery.data.wiki.WikiText;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one page of a MediaWiki dump; the rules are those of NeMo Curator.
 *
 * <p>Not a document: a redirect, a page of another namespace, a page without text, or one that is no wikitext. Damage: a
 * page without title, namespace or id. XML entities other than the five of XML itself are damage, so that nothing is
 * expanded and nothing fetched.
 */
final class DumpPageReader {

    private static final String SOURCE = "wikipedia";
    private static final String TEXT = "page/revision/text";
    private static final String REDIRECT = "page/redirect";
    private static final int MAX_DEPTH = 16;

    private final String filePath;
    private final WikiSite site;
    private final WikipediaConfig config;
    private final WikiText wikiText;
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

    DumpPageReader(String filePath, WikipediaConfig config) {
        this.filePath = filePath;
        this.site = WikiSite.of(filePath, config.language());
        this.config = config;
        this.wikiText = new WikiText(site.language());
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        xml.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /** The document of a page; empty where the page is none. */
    Optional<TextRecord> read(byte[] page, Place place) throws DamageException {
        Map<String, String> values = values(page, place);
        String title = values.getOrDefault("page/title", "");
        String namespace = values.getOrDefault("page/ns", "");
        String id = values.getOrDefault("page/id", "");
        if (title.isEmpty() || namespace.isEmpty() || id.isEmpty()) {
            throw new DamageException(
                    "wiki-page-incomplete", place.offset(), "the page at " + place + " lacks its title, ns or id");
        }
        String text = values.getOrDefault(TEXT, "");
        boolean isDocument = config.namespaces().contains(namespace)
                && !values.containsKey(REDIRECT)
                && !text.isEmpty()
                && values.getOrDefault("page/revision/model", "wikitext").equals("wikitext")
                && (config.disambiguation() || !Disambiguation.isDeclared(text));
        return isDocument ? Optional.of(record(title, id, values)) : Optional.empty();
    }

    private TextRecord record(String title, String id, Map<String, String> values) {
        return new TextRecord(
                new Document(
                        site.database() + "-" + id,
                        wikiText.plain(values.get(TEXT)),
                        site.url(title),
                        "",
                        values.getOrDefault("page/revision/timestamp", ""),
                        filePath,
                        site.language(),
                        0,
                        SOURCE,
                        site.host(),
                        "",
                        Map.of(),
                        ""),
                title);
    }

    /** The text of elements that hold nothing else, by their path; of several the last, which is the newest revision. */
    private Map<String, String> values(byte[] page, Place place) throws DamageException {
        Map<String, String> values = new HashMap<>();
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(
                    new InputStreamReader(new ByteArrayInputStream(page), UTF_8.newDecoder())); // reports, not repairs
            StringBuilder path = new StringBuilder();
            StringBuilder text = new StringBuilder();
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (depth > MAX_DEPTH) {
                        throw corrupt(place, "elements in more than " + MAX_DEPTH + " levels");
                    }
                    path.append(depth == 1 ? "" : "/").append(reader.getLocalName());
                    text.setLength(0);
                } else if (event == XMLStreamConstants.CHARACTERS) {
                    text.append(reader.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    values.put(path.toString(), text.toString());
                    path.setLength(
                            Math.max(0, path.length() - reader.getLocalName().length() - 1));
                    text.setLength(0);
                } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw corrupt(place, "an entity that XML does not define");
                }
            }
            reader.close();
        } catch (XMLStreamException e) {
            throw corrupt(place, e.getMessage());
        }
        return values;
    }

    private static DamageException corrupt(Place place, String detail) {
        return new DamageException("xml-corrupt", place.offset(), "at " + place + ": " + detail);
    }
}
