package io.bloomery.data.filter.dclm;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dclm.github-extension}.
 *
 * @param allowedExtensions {@code allowed-extensions}: ends of file names, one of which the path of the URL has to have
 */
public record GithubExtensionConfig(List<String> allowedExtensions) implements RuleFactory, Serializable {
    public GithubExtensionConfig {
        allowedExtensions = List.copyOf(allowedExtensions);
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast("dclm-github-extension", 1, draft -> {
            String path = draft.url().split("[?#]", 2)[0];
            return allowedExtensions.stream().anyMatch(path::endsWith) ? 1 : 0;
        });
    }
}
