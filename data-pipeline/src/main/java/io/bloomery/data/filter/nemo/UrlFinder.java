package io.bloomery.data.filter.nemo;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds URLs in a text by a regular expression, in linear time.
 *
 * <p>The built-in one is that of NeMo Curator from 1.3 on: {@code http://} or {@code https://} and what follows of letters,
 * digits, {@code $-_@.&+/:=?#~!*(),} and percent escapes.
 */
final class UrlFinder implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String BUILT_IN = "https?://(?:[a-zA-Z0-9$\\-_@.&+/:=?#~!*(),]|%[0-9a-fA-F][0-9a-fA-F])+";

    private final Pattern pattern;

    /**
     * A finder of what an expression matches.
     *
     * @param expression RE2 syntax; empty for the built-in one
     */
    UrlFinder(String expression) {
        this.pattern = Pattern.compile(expression.isEmpty() ? BUILT_IN : expression);
    }

    List<String> find(String text) {
        List<String> urls = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            urls.add(matcher.group());
        }
        return urls;
    }
}
