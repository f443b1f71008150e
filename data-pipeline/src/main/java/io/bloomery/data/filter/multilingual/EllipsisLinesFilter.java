package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts whose lines are mostly cut off with an ellipsis.
 *
 * <p>Rae et al. 2021 (Gopher), table A1, over lines that are not blank.
 */
public final class EllipsisLinesFilter implements Rule {

    public static final String RULE = "ellipsis-lines";

    private static final long serialVersionUID = 1L;

    private final EllipsisLinesConfig config;

    public EllipsisLinesFilter(EllipsisLinesConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        draft.signal(RULE, fraction(draft.view(Lines.VIEW)));
    }

    @Override
    public List<Limit> limits() {
        return List.of(Limit.atMost(RULE, config.maxFraction()));
    }

    static double fraction(List<String> lines) {
        return lines.isEmpty()
                ? 0
                : (double) lines.stream()
                                .filter(line -> line.endsWith("...") || line.endsWith("\u2026"))
                                .count()
                        / lines.size();
    }
}
