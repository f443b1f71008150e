package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;
import java.util.List;

/**
 * Drops texts that mostly repeat themselves, paragraph by paragraph.
 *
 * <p>Rae et al. 2021 (Gopher), table A1: second and later copies, by number and by characters, over stripped paragraphs
 * that are not blank.
 */
public final class RepeatedParagraphsFilter implements DocumentStep {

    public static final String RULE = "repeated-paragraphs";
    public static final String CHARACTERS = "repeated-paragraph-characters";

    private final RepeatedParagraphsConfig config;

    public RepeatedParagraphsFilter(RepeatedParagraphsConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        List<String> paragraphs = Lines.paragraphs(document.text());
        return Measure.judge(
                document,
                Measure.atMost(RULE, Lines.repeatedFraction(paragraphs), config.maxFraction()),
                Measure.atMost(CHARACTERS, Lines.repeatedCharacterFraction(paragraphs), config.maxCharacterFraction()));
    }
}
