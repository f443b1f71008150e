package io.bloomery.data.filter.datatrove;

import com.google.re2j.Pattern;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts in which a regular expression finds something: datatrove's {@code RegexFilter}, with the expressions of RE2,
 * so that no text takes more than linear time.
 *
 * <p>{@code \d}, {@code \s}, {@code \w} and {@code \b} mean ASCII; {@code \pN} and {@code \pL} mean every script.
 */
public final class Regex implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String FOUND = "regex-found";

    private final Pattern pattern;

    public Regex(RegexConfig config) {
        this.pattern = Pattern.compile(config.regexExp());
    }

    @Override
    public void apply(Draft draft) {
        boolean found =
                !pattern.pattern().isEmpty() && pattern.matcher(draft.text()).find();
        draft.signal(FOUND, found ? 1 : 0);
    }

    @Override
    public List<Limit> limits() {
        return List.of(Limit.atMost(FOUND, 0));
    }
}
