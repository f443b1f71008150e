package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonCharacters;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.punctuation-line}.
 *
 * @param removeEllipses {@code remove-ellipses}: whether lines that end in an ellipsis go too
 */
public record PunctuationLineConfig(boolean removeEllipses) implements RuleFactory, Serializable {
    private static final String MARKS = ".!?\"…";

    @Override
    public Rule create(ResourceReader resources) {
        return LineRewriting.keeping("dclm-punctuation-line", this::stays);
    }

    private boolean stays(String line) {
        int end = line.length();
        while (end > 0 && PythonCharacters.isSpace(line.charAt(end - 1))) {
            end--;
        }
        boolean punctuated = line.isEmpty() || (end > 0 && MARKS.indexOf(line.charAt(end - 1)) >= 0);
        boolean ellipsis = line.startsWith("...", end - 3) || line.startsWith("…", end - 1);
        return punctuated && !(removeEllipses && ellipsis);
    }
}
