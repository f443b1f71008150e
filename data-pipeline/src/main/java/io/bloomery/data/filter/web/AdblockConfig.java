package io.bloomery.data.filter.web;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * HOCON: {@code clean.rules.web.adblock}.
 *
 * @param rules {@code rules}: rules in the syntax of Adblock Plus
 * @param files {@code files}: files with one such a line
 */
public record AdblockConfig(List<String> rules, List<String> files) implements RuleFactory, Serializable {
    public AdblockConfig {
        rules = List.copyOf(rules);
        files = List.copyOf(files);
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        AdblockRules banned = new AdblockRules(adblockLines(resources));
        return SignalRule.atMost("web-adblock", 0, draft -> banned.ban(draft.url()) ? 1 : 0);
    }

    private List<String> adblockLines(ResourceReader resources) throws IOException {
        List<String> lines = new ArrayList<>(rules);
        for (String file : files) {
            lines.addAll(ListFiles.lines(file, resources));
        }
        return lines;
    }
}
