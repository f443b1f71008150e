package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.pornographic-urls}.
 *
 * @param urlRegex {@code url-regex}: what a URL looks like (RE2 syntax); empty for the built-in pattern
 */
public record PornographicUrlsConfig(String urlRegex) implements RuleFactory, Serializable {
    public PornographicUrlsConfig {
        requireNonNull(urlRegex, "url-regex");
    }

    @Override
    public Rule create(ResourceReader resources) {
        UrlFinder finder = new UrlFinder(urlRegex);
        return SignalRule.atMost("nemo-pornographic-urls", 0, draft -> finder.find(draft.text()).stream()
                .filter(url -> url.contains("porn"))
                .count());
    }
}
