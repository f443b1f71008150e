package io.bloomery.data.filter.web;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * HOCON: {@code clean.rules.web.dclm-hard}; and its like.
 *
 * @param banlist {@code banlist}: what a URL must not have
 * @param banlistFromFname {@code banlist-from-fname}: file with one such a line, which replaces {@code banlist}; empty for none
 * @param ignoreChars {@code ignore-chars}: what is taken out of a URL before it is looked at
 * @param numBannedSubstrs {@code num-banned-substrs}: how many different ones ban a URL
 * @param exactDomainMatch {@code exact-domain-match}: whether the host with its port has to be one
 * @param matchSubstrings {@code match-substrings}: whether one may be part of a word
 * @param caseSensitive {@code case-sensitive}: whether case counts
 */
public record UrlSubstringConfig(
        List<String> banlist,
        String banlistFromFname,
        List<String> ignoreChars,
        int numBannedSubstrs,
        boolean exactDomainMatch,
        boolean matchSubstrings,
        boolean caseSensitive)
        implements RuleFactory, Serializable {
    public UrlSubstringConfig {
        banlist = List.copyOf(banlist);
        requireNonNull(banlistFromFname, "banlist-from-fname");
        ignoreChars = List.copyOf(ignoreChars);
        if (!(numBannedSubstrs >= 1)) {
            throw new IllegalArgumentException("num-banned-substrs must be at least 1 but is " + numBannedSubstrs);
        }
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        return named("url-substring").create(resources);
    }

    /** The rule under a name of its own, as a profile may have several. */
    public RuleFactory named(String name) {
        return resources -> {
            List<String> parts = banlistFromFname.isEmpty() ? banlist : ListFiles.lines(banlistFromFname, resources);
            List<String> cased = parts.stream().map(this::cased).toList();
            BannedParts banned = BannedParts.of(exactDomainMatch ? List.of() : cased, matchSubstrings);
            Set<String> domains = exactDomainMatch ? Set.copyOf(cased) : Set.of();
            String signal = "web-" + name;
            Limit limit = new Limit(signal, signal, Bound.LESS_THAN, exactDomainMatch ? 1 : numBannedSubstrs);
            return new SignalRule(signal, draft -> count(draft, banned, domains), List.of(limit));
        };
    }

    private double count(Draft draft, BannedParts banned, Set<String> domains) {
        PageUrl url = draft.view(PageUrl.VIEW);
        String text = cased(exactDomainMatch ? url.authority() : url.text());
        for (String ignored : ignoreChars) {
            text = text.replace(ignored, "");
        }
        return exactDomainMatch ? (domains.contains(text) ? 1 : 0) : banned.count(text);
    }

    private String cased(String text) {
        return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
    }
}
