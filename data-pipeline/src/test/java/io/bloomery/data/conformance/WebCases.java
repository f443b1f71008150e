package io.bloomery.data.conformance;

import io.bloomery.data.filter.web.AdblockConfig;
import io.bloomery.data.filter.web.DomainBlocklistConfig;
import io.bloomery.data.filter.web.LinkBlocklistConfig;
import io.bloomery.data.filter.web.UrlFilterConfig;
import io.bloomery.data.filter.web.UrlSubstringConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cases of the peers' rules for URLs. */
final class WebCases {

    private WebCases() {}

    static Map<String, CaseRunner> runners() {
        Map<String, CaseRunner> runners = new TreeMap<>();
        runners.put("datatrove url_filter", RuleCase.withReasons("web-", WebCases::urlFilter));
        runners.put("dclm url_substring_filter", RuleCase.of(WebCases::urlSubstring));
        runners.put(
                "dolma links_blocklist",
                RuleCase.of(c -> new LinkBlocklistConfig(c.texts("blocklist", List.of()), List.of())));
        runners.put(
                "dolma domain_blocklist",
                RuleCase.of(
                        c -> new DomainBlocklistConfig(c.texts("blocklist_file_lines", List.of()), List.of(), false)));
        runners.put(
                "data-prep-kit blocklist_annotator",
                RuleCase.of(c -> new DomainBlocklistConfig(c.texts("domains", List.of()), List.of(), true)));
        runners.put("dolma adblock_rules", RuleCase.of(c -> new AdblockConfig(adblockRules(c), List.of())));
        return runners;
    }

    private static UrlFilterConfig urlFilter(CaseConfig config) {
        return new UrlFilterConfig(
                config.integer("soft_word_threshold", 2),
                config.texts("extra_domains", List.of()),
                List.of(),
                config.texts("extra_urls", List.of()),
                List.of(),
                config.texts("banned_words", List.of()),
                List.of(),
                config.texts("banned_subwords", List.of()),
                List.of(),
                config.texts("soft_banned_words", List.of()),
                List.of());
    }

    private static UrlSubstringConfig urlSubstring(CaseConfig config) {
        return new UrlSubstringConfig(
                config.texts("banlist", List.of()),
                "",
                config.texts("ignore_chars", List.of()),
                config.integer("num_banned_substrs", 1),
                config.flag("exact_domain_match", false),
                config.flag("match_substrings", true),
                config.flag("case_sensitive", false));
    }

    private static List<String> adblockRules(CaseConfig config) {
        return config.texts("rules", List.of());
    }
}
