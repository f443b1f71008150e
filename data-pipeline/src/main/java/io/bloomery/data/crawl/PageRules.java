package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.crawl.usage.RobotsDirectives;
import io.bloomery.data.crawl.usage.TdmReservation;
import io.bloomery.data.crawl.usage.UsagePreferences;
import io.bloomery.data.crawl.usage.UsageStatement.Source;
import io.bloomery.data.crawl.usage.UsageStatements;
import io.bloomery.data.url.CrawlUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What an HTML page and its headers say to a crawler: how I may be used, which URL is mine, and where I link to.
 *
 * @param usage what the page, its headers and the files of its site say about its use
 * @param canonical the URL that the page names as its own (RFC 6596), in an element or in the header Link; empty where
 *     it names none or several
 * @param links in document order, each once; empty where the page asks not to follow them
 */
record PageRules(UsageStatements usage, Optional<CrawlUrl> canonical, List<CrawlUrl> links) {

    /** Further links are not taken: a page of more links is a trap or a dump, not a page. */
    static final int MAX_LINKS = 10_000;

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([^\\s;\"']+)");

    PageRules {
        requireNonNull(usage, "usage");
        requireNonNull(canonical, "canonical");
        links = List.copyOf(links);
    }

    static PageRules read(CrawlUrl url, FetchResult.Answer answer, String userAgent) {
        return read(url, answer, userAgent, UsageStatements.NONE);
    }

    /**
     * Reads a page.
     *
     * @param site what robots.txt and the other files of the site say about the use of this page
     */
    static PageRules read(CrawlUrl url, FetchResult.Answer answer, String userAgent, UsageStatements site) {
        Document page = parse(answer.body().bytes(), answer.header("content-type"), url.toString());
        String agent = userAgent.toLowerCase(Locale.ROOT);
        UsageStatements usage = headers(answer, agent).and(metas(page, agent)).and(site);
        return new PageRules(
                usage, CanonicalLink.find(url, page, answer), usage.isNoFollow() ? List.of() : links(url, page));
    }

    /** The same with other links, each once. */
    PageRules withLinks(UnaryOperator<CrawlUrl> change) {
        return new PageRules(
                usage, canonical, links.stream().map(change).distinct().toList());
    }

    /** Whether the page asks not to be in an index. */
    boolean noIndex() {
        return usage.isNoIndex();
    }

    /** Whether the page is reserved from text mining or from training. */
    boolean optedOut() {
        return usage.isReserved();
    }

    private static Document parse(byte[] body, String contentType, String baseUri) {
        try {
            return Jsoup.parse(new ByteArrayInputStream(body), charset(contentType), baseUri);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    /** The charset of the header where Java knows it; jsoup then looks into the page. */
    private static String charset(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        try {
            return charset.find() && Charset.isSupported(charset.group(1)) ? charset.group(1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static UsageStatements headers(FetchResult.Answer answer, String agent) {
        UsageStatements said = TdmReservation.statements(
                Source.TDM_HEADER, answer.header(TdmReservation.RESERVATION), answer.header(TdmReservation.POLICY));
        String preferences = String.join(",", answer.headers("content-usage"));
        said = said.and(UsagePreferences.parse(Source.USAGE_HEADER, preferences));
        for (String directives : answer.headers("x-robots-tag")) {
            said = said.and(RobotsDirectives.ofHeader(directives, agent));
        }
        return said;
    }

    private static UsageStatements metas(Document page, String agent) {
        UsageStatements said = UsageStatements.NONE;
        for (Element meta : page.select("meta[name][content]")) {
            String name = meta.attr("name").strip().toLowerCase(Locale.ROOT);
            String content = meta.attr("content");
            if (name.equals("robots") || name.equals(agent)) {
                said = said.and(RobotsDirectives.ofMeta(content));
            } else if (name.equals(TdmReservation.RESERVATION)) {
                said = said.and(TdmReservation.statements(Source.TDM_META, content, ""));
            } else if (name.equals(TdmReservation.POLICY)) {
                said = said.and(TdmReservation.statements(Source.TDM_META, "", content));
            }
        }
        return said;
    }

    private static List<CrawlUrl> links(CrawlUrl url, Document page) {
        CrawlUrl base = CanonicalLink.base(url, page);
        Set<CrawlUrl> links = new LinkedHashSet<>();
        for (Element element : page.select("a[href], area[href], iframe[src], frame[src]")) {
            if (links.size() >= MAX_LINKS) {
                break;
            }
            if (!relations(element).contains("nofollow")) {
                String reference = element.hasAttr("href") ? element.attr("href") : element.attr("src");
                base.resolve(reference).filter(link -> !link.equals(url)).ifPresent(links::add);
            }
        }
        return List.copyOf(links);
    }

    private static List<String> relations(Element element) {
        return Arrays.asList(element.attr("rel").toLowerCase(Locale.ROOT).split("\\s+", -1));
    }
}
