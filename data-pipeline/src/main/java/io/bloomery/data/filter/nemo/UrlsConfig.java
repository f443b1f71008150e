package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.urls}.
 *
 * @param maxUrlToTextRatio {@code max-url-to-text-ratio}: largest share of characters that stand in URLs, in [0, 1]
 * @param urlRegex {@code url-regex}: what a URL looks like (RE2 syntax); empty for the built-in pattern
 */
public record UrlsConfig(double maxUrlToTextRatio, String urlRegex) implements RuleFactory, Serializable {
    public UrlsConfig {
        if (!(maxUrlToTextRatio >= 0 && maxUrlToTextRatio <= 1)) {
            throw new IllegalArgumentException("max-url-to-text-ratio must be in [0, 1] but is " + maxUrlToTextRatio);
        }
        requireNonNull(urlRegex, "url-regex");
    }

    @Override
    public Rule create(ResourceReader resources) {
        UrlFinder finder = new UrlFinder(urlRegex);
        return SignalRule.atMost("nemo-urls", maxUrlToTextRatio, draft -> draft.view(CharacterCounts.VIEW)
                .share(finder.find(draft.text()).stream()
                        .mapToInt(url -> url.codePointCount(0, url.length()))
                        .sum()));
    }
}
