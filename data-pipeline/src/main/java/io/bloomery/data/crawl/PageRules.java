package io.bloomery.data.crawl;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What an HTML page and its headers say to a crawler: keep me or not, train on me or not, and where I link to.
 *
 * @param noIndex asks search engines, in a robots meta element or X-Robots-Tag, to leave it out
 * @param optedOut {@code noai}, a TDM reservation, or a Content-Usage header that forbids training
 * @param links in document order, each once; empty where the page asks not to follow them
 */
record PageRules(boolean noIndex, boolean optedOut, List<CrawlUrl> links) {

    /** Further links are not taken: a page of more links is a trap or a dump, not a page. */
    static final int MAX_LINKS = 10_000;

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([^\\s;\"']+)");
    private static final Pattern AGENT_PREFIX = Pattern.compile("^([a-z_-]+):(.*)$");
    private static final Pattern NO_TRAINING = Pattern.compile("(^|[,\\s])(train-ai|train-genai|tdm)\\s*=\\s*n\\b");

    PageRules {
        links = List.copyOf(links);
    }

    static PageRules read(CrawlUrl url, FetchResult.Answer answer, String userAgent) {
        Document page = parse(answer.body().bytes(), answer.header("content-type"), url.toString());
        String agent = userAgent.toLowerCase(Locale.ROOT);
        Set<String> directives = Stream.concat(
                        metas(page, "robots", agent),
                        answer.headers("x-robots-tag").stream().flatMap(value -> forAgent(value, agent).stream()))
                .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)))
                .collect(Collectors.toSet());
        boolean reserved = answer.header("tdm-reservation").strip().equals("1")
                || metas(page, "tdm-reservation")
                        .anyMatch(value -> value.strip().equals("1"))
                || NO_TRAINING
                        .matcher(answer.header("content-usage").toLowerCase(Locale.ROOT))
                        .find();
        boolean none = directives.contains("none");
        boolean follow = !none && !directives.contains("nofollow");
        return new PageRules(
                none || directives.contains("noindex"),
                reserved || directives.contains("noai"),
                follow ? links(url, page) : List.of());
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

    private static Stream<String> metas(Document page, String... names) {
        List<String> wanted = List.of(names);
        return page.select("meta[name][content]").stream()
                .filter(meta -> wanted.contains(meta.attr("name").strip().toLowerCase(Locale.ROOT)))
                .map(meta -> meta.attr("content"));
    }

    /** The directives in an X-Robots-Tag that are meant for all crawlers or for this one. */
    private static Optional<String> forAgent(String value, String agent) {
        Matcher prefixed = AGENT_PREFIX.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!prefixed.matches() || prefixed.group(1).equals("unavailable_after")) {
            return Optional.of(value);
        }
        return prefixed.group(1).equals(agent) ? Optional.of(prefixed.group(2)) : Optional.empty();
    }

    private static List<CrawlUrl> links(CrawlUrl url, Document page) {
        Element baseElement = page.selectFirst("base[href]");
        CrawlUrl base = baseElement == null
                ? url
                : url.resolve(baseElement.attr("href")).orElse(url);
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
