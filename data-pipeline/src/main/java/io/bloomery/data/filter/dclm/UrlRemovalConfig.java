package io.bloomery.data.filter.dclm;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.url-removal}.
 *
 * @param onlyAfterLeadingTld {@code only-after-leading-tld}: whether URLs with names go only where the text itself begins with a top-level domain, such as {@code th} of {@code this}, as in the peer
 */
public record UrlRemovalConfig(boolean onlyAfterLeadingTld) implements RuleFactory, Serializable {

    @Override
    public Rule create(ResourceReader resources) {
        return new LineRewriting("dclm-url-removal", text -> UrlRemoval.removed(text, onlyAfterLeadingTld));
    }
}
