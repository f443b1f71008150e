package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** HOCON: {@code clean.rules.nemo.code}; the rules of NeMo Curator for source code that need the text only. */
public record CodeRules(
        LinesOfCodeConfig lines,
        XmlHeaderConfig xmlHeader,
        AlphaConfig alpha,
        TokenizerFertilityConfig tokenizerFertility)
        implements Serializable {
    public CodeRules {
        requireNonNull(lines, "lines");
        requireNonNull(xmlHeader, "xml-header");
        requireNonNull(alpha, "alpha");
        requireNonNull(tokenizerFertility, "tokenizer-fertility");
    }

    /** Factories by name, after {@code nemo.}. */
    Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("code.lines", lines);
        factories.put("code.xml-header", xmlHeader);
        factories.put("code.alpha", alpha);
        factories.put("code.tokenizer-fertility", tokenizerFertility);
        return factories;
    }
}
