package io.bloomery.data.filter.datatrove;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.datatrove.regex}.
 *
 * @param regexExp {@code regex-exp}: regular expression of RE2, which takes linear time and has no look-around; empty
 *     matches nothing
 */
public record RegexConfig(String regexExp) implements Serializable {

    public RegexConfig {
        try {
            Pattern.compile(regexExp);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("regex-exp is no regular expression of RE2: " + e.getMessage(), e);
        }
    }
}
