package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.View;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Numbers of the lines and paragraphs of a text. */
final class LineMeasures {

    /** What stands between line feeds, white space at its ends and all; blank lines are none. */
    static final View<List<String>> LINES = draft -> PythonText.parts(draft.text(), "\n").stream()
            .filter(line -> !PythonText.isBlank(line))
            .toList();

    /** What stands between two line feeds, blank or not. */
    static final View<List<String>> PARAGRAPHS = draft -> PythonText.parts(draft.text(), "\n\n");

    private static final List<String> ELLIPSES =
            List.of("...", "[...]", "…", "(...)", "[…]", "-»", "read more..", "read more");
    private static final String END_MARKS = ".?!\"'";
    private static final String BULLETS = "•‣⁃⁌⁍∙○●◘◦⦾⦿";

    private LineMeasures() {}

    static double bulletShare(List<String> lines) {
        return share(lines, line -> BULLETS.indexOf(line.charAt(0)) >= 0);
    }

    static double withoutEndMarkShare(List<String> lines) {
        return share(lines, line -> END_MARKS.indexOf(line.charAt(line.length() - 1)) < 0);
    }

    static double ellipsisShare(List<String> lines) {
        return share(lines, line -> {
            String lower = line.toLowerCase(Locale.ROOT);
            return ELLIPSES.stream().anyMatch(lower::endsWith);
        });
    }

    /** Parts that are left when copies are taken away, over all parts; 0 if there is none. */
    static double uniqueShare(List<String> parts) {
        return parts.isEmpty() ? 0 : (double) new HashSet<>(parts).size() / parts.size();
    }

    /** Characters that are left when copies are taken away, over the characters of all parts; 0 if there is none. */
    static double uniqueCharacterShare(List<String> parts) {
        Set<String> seen = new HashSet<>();
        long all = 0;
        long unique = 0;
        for (String part : parts) {
            int length = PythonText.length(part);
            all += length;
            unique += seen.add(part) ? length : 0;
        }
        return all == 0 ? 0 : (double) unique / all;
    }

    private static double share(List<String> lines, Predicate<String> property) {
        return lines.isEmpty()
                ? 1
                : (double) lines.stream()
                                .map(PythonText::strip)
                                .filter(property)
                                .count()
                        / lines.size();
    }
}
