package io.bloomery.data.url;

import static java.util.Objects.requireNonNull;

import crawlercommons.domains.EffectiveTldFinder;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;

/**
 * An http or https URL in its one normal spelling; made by {@link UrlNormalizer} only.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case; a name in ASCII form, a dotted quad, or an IPv6 address in brackets
 * @param port the effective port
 * @param path with its query, starting with a slash
 */
public record CrawlUrl(String scheme, String host, int port, String path)
        implements Comparable<CrawlUrl>, Serializable {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    public CrawlUrl {
        requireNonNull(scheme, "scheme");
        requireNonNull(host, "host");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with a slash but is " + path);
        }
    }

    /** Reads a URL; empty when it is not http or https, or not a URL. */
    public static Optional<CrawlUrl> parse(String text) {
        return UrlNormalizer.normalize(text);
    }

    static int defaultPort(String scheme) {
        return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    }

    /** The URL a reference on this page points to (RFC 3986, section 5); empty when that is no http or https URL. */
    public Optional<CrawlUrl> resolve(String reference) {
        return UrlNormalizer.resolve(this, reference);
    }

    /** Scheme, host and, where it is not the default, port: what robots.txt and politeness are about. */
    public String origin() {
        return scheme + "://" + authority();
    }

    /** Host and, where it is not the default, port. */
    public String authority() {
        return hasDefaultPort() ? host : host + ":" + port;
    }

    public boolean hasDefaultPort() {
        return port == defaultPort(scheme);
    }

    /**
     * The part of the host that somebody registered, such as {@code example.co.uk} (public suffix list, its private
     * part left out); the host itself for addresses and for names without a known suffix.
     */
    public String registrableDomain() {
        String domain = host.startsWith("[") ? null : EffectiveTldFinder.getAssignedDomain(host, true, true);
        return domain == null ? host : domain;
    }

    @Override
    public int compareTo(CrawlUrl other) {
        return Comparator.comparing(CrawlUrl::toString).compare(this, other);
    }

    /** The URL as text. */
    @Override
    public String toString() {
        return origin() + path;
    }
}
