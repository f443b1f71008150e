package io.bloomery.data.step;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/** A rule that rewrites the text and drops nothing. */
public record TextRule(Rewriting rewriting) implements Rule {

    /** A pure function of a text. */
    @FunctionalInterface
    public interface Rewriting extends Serializable {

        String of(String text);
    }

    public TextRule {
        requireNonNull(rewriting, "rewriting");
    }

    @Override
    public void apply(Draft draft) {
        draft.rewrite(rewriting.of(draft.text()));
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }
}
