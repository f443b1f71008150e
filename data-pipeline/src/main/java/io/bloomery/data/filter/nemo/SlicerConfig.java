package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.TextRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.slicer}.
 *
 * @param left {@code left}: where the text starts, at the first place it has this; empty to go by {@code left-index}
 * @param leftIndex {@code left-index}: characters before the start; below 0 counted from the end of the text
 * @param right {@code right}: where the text ends, at the last place it has this; empty to go by {@code right-index}
 * @param rightIndex {@code right-index}: characters before the end; below 0 counted from the end of the text
 * @param includeLeft {@code include-left}: whether {@code left} itself stays
 * @param includeRight {@code include-right}: whether {@code right} itself stays
 * @param strip {@code strip}: whether white space at the ends goes
 */
public record SlicerConfig(
        String left,
        int leftIndex,
        String right,
        int rightIndex,
        boolean includeLeft,
        boolean includeRight,
        boolean strip)
        implements RuleFactory, Serializable {
    public SlicerConfig {
        requireNonNull(left, "left");
        requireNonNull(right, "right");
    }

    @Override
    public Rule create(ResourceReader resources) {
        return new TextRule(this::slice);
    }

    private String slice(String text) {
        int start = left.isEmpty() ? offset(text, leftIndex) : text.indexOf(left);
        int end = right.isEmpty() ? offset(text, rightIndex) : text.lastIndexOf(right);
        if (start < 0 || end < 0) {
            return "";
        }
        start += includeLeft ? 0 : left.length();
        end += includeRight ? right.length() : 0;
        String slice = start < end ? text.substring(start, end) : "";
        return strip ? PythonText.strip(slice) : slice;
    }

    /** Where a character stands in the text, from its end if the index is below 0; an end of the text if outside it. */
    private static int offset(String text, int index) {
        int length = PythonText.length(text);
        long inside = Math.max(0, Math.min(length, index < 0 ? (long) length + index : index));
        return text.offsetByCodePoints(0, (int) inside);
    }
}
