package io.bloomery.data.filter.dclm;

import com.google.re2j.Pattern;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.TextRule.Rewriting;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes lines that have a pattern, or the pattern, out of a text.
 *
 * @param maxLength most words of a line that is touched; 0 for any line
 * @param removeSubstringOnly whether only the matching part goes
 */
record SubstringLines(Pattern pattern, int maxLength, boolean removeSubstringOnly) implements Rewriting {

    @Override
    public String of(String text) {
        List<String> left = new ArrayList<>();
        for (String line : PythonText.parts(text, "\n")) {
            if (maxLength > 0 && PythonText.wordCount(line) > maxLength) {
                left.add(line);
            } else if (removeSubstringOnly) {
                String rest = pattern.matcher(line).replaceAll("");
                if (line.isEmpty() || !PythonText.isBlank(rest)) {
                    left.add(rest);
                }
            } else if (!pattern.matcher(line).find()) {
                left.add(line);
            }
        }
        return PythonText.strip(String.join("\n", left));
    }
}
