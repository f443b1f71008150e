package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.View;
import java.util.List;
import java.util.function.Predicate;

/** The lines and paragraphs that the filters look at. */
final class PageLines {

    /** What stands between line feeds, stripped, without what is blank. */
    static final View<List<String>> LINES = draft -> stripped(draft.text(), "\n");

    /** What stands between two line feeds, stripped, without what is blank. */
    static final View<List<String>> PARAGRAPHS = draft -> stripped(draft.text(), "\n\n");

    private PageLines() {}

    /** Lines with a property over all lines; 0 if there is none. */
    static double share(List<String> lines, Predicate<String> property) {
        return lines.isEmpty() ? 0 : (double) lines.stream().filter(property).count() / lines.size();
    }

    static List<String> stripped(String text, String separator) {
        return PythonText.parts(text, separator).stream()
                .map(PythonText::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
