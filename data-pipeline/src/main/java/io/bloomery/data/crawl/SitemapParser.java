package io.bloomery.data.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomery.data.url.CrawlUrl;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLStreamException;

/**
 * Reads sitemaps (sitemaps.org): lists of URLs and lists of sitemaps in XML, RSS, Atom and plain text, packed or not.
 *
 * <p>Reads them as a stream, so that it needs no more memory than what it finds: at most {@value SitemapUrls#MAX_URLS}
 * URLs out of {@value SitemapUrls#MAX_BYTES} bytes, unpacked. What comes before a mistake counts.
 */
public final class SitemapParser {

    private static final int PEEKED = 1024;
    private static final int GZIP_MAGIC = 0x1f8b;

    /** Reads a sitemap; empty when it is none. */
    Optional<SitemapUrls> parse(CrawlUrl url, byte[] content) {
        SitemapCollector found = new SitemapCollector(url);
        try (InputStream in = open(content)) {
            if (startsAsXml(in)) {
                return SitemapXml.read(in, found) ? Optional.of(found.urls()) : Optional.empty();
            }
            return readLines(in, found) ? Optional.of(found.urls()) : Optional.empty();
        } catch (IOException | XMLStreamException e) {
            return found.isEmpty() ? Optional.empty() : Optional.of(found.urls());
        }
    }

    private static InputStream open(byte[] content) throws IOException {
        boolean packed = content.length > 1 && ((content[0] & 0xff) << 8 | (content[1] & 0xff)) == GZIP_MAGIC;
        InputStream in = new ByteArrayInputStream(content);
        return new BufferedInputStream(new BoundedStream(packed ? new GZIPInputStream(in) : in, SitemapUrls.MAX_BYTES));
    }

    /** Whether the first character that is no white space is that of a tag. */
    private static boolean startsAsXml(InputStream in) throws IOException {
        in.mark(PEEKED);
        byte[] head = in.readNBytes(PEEKED);
        in.reset();
        for (byte octet : head) {
            boolean blankOrMark =
                    octet <= ' '; // white space, the zeros of UTF-16, and byte order marks, which are negative
            if (!blankOrMark) {
                return octet == '<';
            }
        }
        return false;
    }

    /** One URL a line; false where the first line that is not empty is no URL. */
    private static boolean readLines(InputStream in, SitemapCollector found) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String line = lines.readLine(); line != null && !found.isFull(); line = lines.readLine()) {
            String text = line.replace("\ufeff", "").strip();
            if (!text.isEmpty() && !found.page(text) && found.isEmpty()) {
                return false;
            }
        }
        return !found.isEmpty();
    }
}
