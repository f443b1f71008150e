package io.bloomery.data.filter.dclm;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Pattern;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dclm.items-in-cart}; and its like.
 *
 * @param banlist {@code banlist}: what a line must not have, each a regular expression (RE2 syntax)
 * @param caseSensitive {@code case-sensitive}: whether case counts
 * @param location {@code location}: where in the line
 * @param maxLength {@code max-length}: most words of a line that is touched; 0 for any line
 * @param removeSubstringOnly {@code remove-substring-only}: whether only the matching part goes
 */
public record SubstringLineConfig(
        List<String> banlist, boolean caseSensitive, Location location, int maxLength, boolean removeSubstringOnly)
        implements RuleFactory, Serializable {
    private static final String SPACE = "[\\s\\x0b\\x1c-\\x1f\\x{85}\\pZ]?";

    public SubstringLineConfig {
        banlist = List.copyOf(banlist);
        requireNonNull(location, "location");
        if (!(maxLength >= 0)) {
            throw new IllegalArgumentException("max-length must be at least 0 but is " + maxLength);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return rule("substring-line");
    }

    /** The rule under a name of its own, as a profile may have several. */
    public RuleFactory named(String name) {
        return resources -> rule(name);
    }

    private Rule rule(String name) {
        Pattern pattern = Pattern.compile(expression(), caseSensitive ? 0 : Pattern.CASE_INSENSITIVE);
        return new LineRewriting("dclm-" + name, new SubstringLines(pattern, maxLength, removeSubstringOnly));
    }

    private String expression() {
        String any = "(?:" + String.join("|", banlist) + ")";
        return switch (location) {
            case PREFIX -> "^" + any + SPACE;
            case SUFFIX -> SPACE + any + "$";
            case ANY -> SPACE + any;
        };
    }
}
