package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which URLs a crawl wants, before anybody is asked. */
final class UrlSelection {

    static final int MAX_REDIRECTS = 5;

    private final CrawlConfig config;
    private final Set<String> hosts;
    private final Set<String> domains;
    private final UrlTraps traps;
    private final List<Pattern> include;
    private final List<Pattern> exclude;

    UrlSelection(CrawlConfig config) {
        this.config = config;
        this.hosts = config.seedUrls().stream().map(CrawlUrl::host).collect(Collectors.toSet());
        this.domains =
                config.seedUrls().stream().map(CrawlUrl::registrableDomain).collect(Collectors.toSet());
        this.traps = new UrlTraps(config.traps());
        this.include = config.includeUrls().stream().map(Pattern::compile).toList();
        this.exclude = config.excludeUrls().stream().map(Pattern::compile).toList();
    }

    /** Why a target is not wanted; empty when it is. */
    Optional<CrawlState> refusal(CrawlTarget target) {
        if (!isInScope(target.url())) {
            return Optional.of(CrawlState.OUT_OF_SCOPE);
        }
        if (!isIncluded(target.url().toString())) {
            return Optional.of(CrawlState.EXCLUDED);
        }
        if (traps.isTrap(target.url())) {
            return Optional.of(CrawlState.TRAP);
        }
        if (target.depth() > config.budget().maxDepth()) {
            return Optional.of(CrawlState.TOO_DEEP);
        }
        return target.redirects() > MAX_REDIRECTS ? Optional.of(CrawlState.TOO_MANY_REDIRECTS) : Optional.empty();
    }

    private boolean isInScope(CrawlUrl url) {
        return switch (config.scope()) {
            case HOST, LIST -> hosts.contains(url.host());
            case DOMAIN -> domains.contains(url.registrableDomain());
        };
    }

    private boolean isIncluded(String url) {
        boolean wanted = include.isEmpty()
                || include.stream().anyMatch(pattern -> pattern.matcher(url).find());
        return wanted
                && exclude.stream().noneMatch(pattern -> pattern.matcher(url).find());
    }
}
