package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;
import java.util.List;

/**
 * Drops texts that mostly repeat themselves, line by line.
 *
 * <p>Rae et al. 2021 (Gopher), table A1: second and later copies, by number and by characters, over stripped lines
 * that are not blank.
 */
public final class RepeatedLinesFilter implements DocumentStep {

    public static final String RULE = "repeated-lines";
    public static final String CHARACTERS = "repeated-line-characters";

    private final RepeatedLinesConfig config;

    public RepeatedLinesFilter(RepeatedLinesConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        List<String> lines = Lines.of(document.text());
        return Measure.judge(
                document,
                Measure.atMost(RULE, Lines.repeatedFraction(lines), config.maxFraction()),
                Measure.atMost(CHARACTERS, Lines.repeatedCharacterFraction(lines), config.maxCharacterFraction()));
    }
}
