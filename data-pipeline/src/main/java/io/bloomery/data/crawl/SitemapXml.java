package io.bloomery.data.crawl;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Sitemaps, indexes of sitemaps and feeds in XML; by local names, since sites get the namespaces wrong.
 *
 * <p>Document type declarations are not read, so that no entity is expanded or fetched; elements may be nested only as
 * deeply as any of these formats is.
 */
final class SitemapXml {

    private static final Set<String> ROOTS = Set.of("urlset", "sitemapindex", "rss", "rdf", "feed");
    private static final int MAX_DEPTH = 100;
    private static final int MAX_URL = 4096;

    private final XMLStreamReader xml;
    private final SitemapCollector found;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    private SitemapXml(XMLStreamReader xml, SitemapCollector found) {
        this.xml = xml;
        this.found = found;
    }

    /** Reads to the end or the limit; false where the root is none of a sitemap. */
    static boolean read(InputStream in, SitemapCollector found) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        try {
            return new SitemapXml(xml, found).read();
        } finally {
            xml.close();
        }
    }

    private boolean read() throws XMLStreamException {
        while (xml.hasNext() && !found.isFull()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (!start(xml.getLocalName().toLowerCase(Locale.ROOT))) {
                        return false;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append();
                case XMLStreamConstants.END_ELEMENT -> end();
                default -> {} // comments and instructions
            }
        }
        return true;
    }

    private boolean start(String name) throws XMLStreamException {
        if (open.isEmpty() && !ROOTS.contains(name)) {
            return false;
        }
        if (open.size() >= MAX_DEPTH) {
            throw new XMLStreamException("elements nested more than " + MAX_DEPTH + " deep", xml.getLocation());
        }
        open.push(name);
        text.setLength(0);
        String relation = xml.getAttributeValue(null, "rel");
        String reference = xml.getAttributeValue(null, "href");
        if (name.equals("link") && reference != null && isIn("entry") && !"self".equals(relation)) {
            found.page(reference);
        }
        return true;
    }

    private void append() {
        int length = Math.min(xml.getTextLength(), MAX_URL - text.length());
        text.append(xml.getTextCharacters(), xml.getTextStart(), Math.max(0, length));
    }

    private void end() {
        String name = open.pop();
        if (name.equals("loc") && isDirectlyIn("url")) {
            found.page(text.toString());
        } else if (name.equals("loc") && isDirectlyIn("sitemap")) {
            found.sitemap(text.toString());
        } else if (name.equals("link") && isDirectlyIn("item")) {
            found.page(text.toString());
        }
        text.setLength(0);
    }

    private boolean isDirectlyIn(String parent) {
        return parent.equals(open.peek());
    }

    private boolean isIn(String ancestor) {
        return open.contains(ancestor);
    }
}
