package io.bloomery.data.filter.web;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** HOCON: {@code clean.rules.web}; rules that judge a document by its URL, by name. */
public record WebRules(
        UrlFilterConfig urlFilter,
        UrlSubstringConfig dclmDomains,
        UrlSubstringConfig dclmStrict,
        UrlSubstringConfig dclmHard,
        UrlSubstringConfig dclmSoft,
        LinkBlocklistConfig linkBlocklist,
        DomainBlocklistConfig domainBlocklist,
        Ut1Config ut1,
        AdblockConfig adblock)
        implements Serializable {

    public WebRules {
        requireNonNull(urlFilter, "url-filter");
        requireNonNull(dclmDomains, "dclm-domains");
        requireNonNull(dclmStrict, "dclm-strict");
        requireNonNull(dclmHard, "dclm-hard");
        requireNonNull(dclmSoft, "dclm-soft");
        requireNonNull(linkBlocklist, "link-blocklist");
        requireNonNull(domainBlocklist, "domain-blocklist");
        requireNonNull(ut1, "ut1");
        requireNonNull(adblock, "adblock");
    }

    /** Factories by the name that a profile calls a rule by, after {@code web.}. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("url-filter", urlFilter);
        factories.put("dclm-domains", dclmDomains.named("dclm-domains"));
        factories.put("dclm-strict", dclmStrict.named("dclm-strict"));
        factories.put("dclm-hard", dclmHard.named("dclm-hard"));
        factories.put("dclm-soft", dclmSoft.named("dclm-soft"));
        factories.put("link-blocklist", linkBlocklist);
        factories.put("domain-blocklist", domainBlocklist);
        factories.put("ut1", ut1);
        factories.put("adblock", adblock);
        return factories;
    }
}
