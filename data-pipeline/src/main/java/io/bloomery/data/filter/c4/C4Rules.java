package io.bloomery.data.filter.c4;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** HOCON: {@code clean.rules.c4}; the rules of Raffel et al. 2020 (C4) and of mC4 as datatrove reads them. */
public record C4Rules(C4QualityConfig quality, C4ParagraphConfig paragraph, C4BadWordsConfig badWords)
        implements Serializable {

    public C4Rules {
        requireNonNull(quality, "quality");
        requireNonNull(paragraph, "paragraph");
        requireNonNull(badWords, "bad-words");
    }

    /** The rules of this family by name. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("quality", resources -> new C4Quality(quality));
        factories.put("paragraph", resources -> new C4Paragraph(paragraph));
        factories.put("bad-words", resources -> C4BadWords.read(badWords, resources));
        return factories;
    }
}
