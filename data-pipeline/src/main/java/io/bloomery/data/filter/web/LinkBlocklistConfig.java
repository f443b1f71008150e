package io.bloomery.data.filter.web;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HOCON: {@code clean.rules.web.link-blocklist}.
 *
 * @param urls {@code urls}: banned URLs
 * @param files {@code files}: files with one such a line
 */
public record LinkBlocklistConfig(List<String> urls, List<String> files) implements RuleFactory, Serializable {
    public LinkBlocklistConfig {
        urls = List.copyOf(urls);
        files = List.copyOf(files);
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        Set<String> banned = ListFiles.entries(urls, files, resources).stream()
                .map(url -> PageUrl.of(url).link())
                .collect(Collectors.toSet());
        return SignalRule.atMost(
                "web-link-blocklist",
                0,
                draft -> banned.contains(draft.view(PageUrl.VIEW).link()) ? 1 : 0);
    }
}
