package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The link by which a page names the URL it wants to be known by (RFC 6596).
 *
 * <p>Only links in the head and in the header Link count, since what visitors write stands in the body; and where they
 * name different URLs, none does.
 */
final class CanonicalLink {

    private static final Pattern LINK = Pattern.compile("<([^<>]{1,2048})>([^<]*)");
    private static final Pattern RELATION = Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))");
    private static final int MAX_HEADER = 8192;

    private CanonicalLink() {}

    static Optional<CrawlUrl> find(CrawlUrl url, Document page, FetchResult.Answer answer) {
        Set<CrawlUrl> named = new LinkedHashSet<>();
        CrawlUrl base = base(url, page);
        for (Element link : page.head().select("link[rel][href]")) {
            if (isCanonical(link.attr("rel"))) {
                base.resolve(link.attr("href")).ifPresent(named::add);
            }
        }
        for (String header : answer.headers("link")) {
            Matcher link = LINK.matcher(header.length() > MAX_HEADER ? header.substring(0, MAX_HEADER) : header);
            while (link.find()) {
                Matcher relation = RELATION.matcher(link.group(2));
                if (relation.find()
                        && isCanonical(Optional.ofNullable(relation.group(1)).orElse(relation.group(2)))) {
                    url.resolve(link.group(1)).ifPresent(named::add);
                }
            }
        }
        return named.size() == 1 ? named.stream().findFirst() : Optional.empty();
    }

    /** What references of a page are relative to. */
    static CrawlUrl base(CrawlUrl url, Document page) {
        Element base = page.selectFirst("base[href]");
        return base == null ? url : url.resolve(base.attr("href")).orElse(url);
    }

    private static boolean isCanonical(String relations) {
        List<String> words = Arrays.asList(relations.toLowerCase(Locale.ROOT).split("\\s+", -1));
        return words.contains("canonical");
    }
}
