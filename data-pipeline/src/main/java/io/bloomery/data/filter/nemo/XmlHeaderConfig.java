package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.code.xml-header}; drops files of code that are XML.
 *
 * @param charPrefixSearchLength {@code char-prefix-search-length}: characters of the start in which the whole of {@code
 *     <?xml version=} is looked for
 */
public record XmlHeaderConfig(int charPrefixSearchLength) implements RuleFactory, Serializable {

    private static final String HEADER = "<?xml version=";

    public XmlHeaderConfig {
        if (!(charPrefixSearchLength >= 0)) {
            throw new IllegalArgumentException(
                    "char-prefix-search-length must be at least 0 but is " + charPrefixSearchLength);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("nemo-code-xml-header", 0, draft -> hasHeader(draft.text()) ? 1 : 0);
    }

    private boolean hasHeader(String text) {
        int start = text.indexOf(HEADER);
        return start >= 0 && text.codePointCount(0, start) + HEADER.length() <= charPrefixSearchLength;
    }
}
