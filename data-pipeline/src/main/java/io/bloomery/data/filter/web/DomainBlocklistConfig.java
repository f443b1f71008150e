package io.bloomery.data.filter.web;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.web.domain-blocklist}.
 *
 * @param domains {@code domains}: banned hosts, or lines of a hosts file
 * @param files {@code files}: files with one such a line
 * @param matchSubdomains {@code match-subdomains}: whether hosts below a banned one are banned too
 */
public record DomainBlocklistConfig(List<String> domains, List<String> files, boolean matchSubdomains)
        implements RuleFactory, Serializable {
    public DomainBlocklistConfig {
        domains = List.copyOf(domains);
        files = List.copyOf(files);
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        HostSet banned = new HostSet(ListFiles.entries(domains, files, resources));
        return SignalRule.atMost("web-domain-blocklist", 0, draft -> {
            String host = draft.view(PageUrl.VIEW).host();
            return (matchSubdomains ? banned.hasOrAbove(host) : banned.has(host)) ? 1 : 0;
        });
    }
}
