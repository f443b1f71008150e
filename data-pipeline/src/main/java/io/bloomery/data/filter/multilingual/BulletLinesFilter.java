package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts that consist of bullet points.
 *
 * <p>Rae et al. 2021 (Gopher), table A1, over lines that are not blank. A bullet is one of {@code U+2022 U+25CF - *}; the
 * last needs a space behind it, so that emphasis is none.
 */
public final class BulletLinesFilter implements Rule {

    public static final String RULE = "bullet-lines";

    private static final long serialVersionUID = 1L;

    private final BulletLinesConfig config;

    public BulletLinesFilter(BulletLinesConfig config) {
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
                : (double) lines.stream().filter(BulletLinesFilter::isBullet).count() / lines.size();
    }

    private static boolean isBullet(String line) {
        char first = line.charAt(0);
        return first == '\u2022' || first == '\u25CF' || first == '-' || line.startsWith("* ");
    }
}
