package io.bloomery.data.classify;

import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.io.Serializable;
import java.util.List;

/** Stores what a model makes of a document and drops documents below a score. */
final class ScoreRule implements Rule {

    private static final long serialVersionUID = 1L;

    private final Limit limit;
    private final Scorer scorer;

    /** Gives a text a score in [0, 1]. */
    @FunctionalInterface
    interface Scorer extends Serializable {
        double score(String text);
    }

    ScoreRule(String rule, String signal, double minScore, Scorer scorer) {
        this.limit = new Limit(rule, signal, Bound.AT_LEAST, minScore);
        this.scorer = scorer;
    }

    @Override
    public void apply(Draft draft) {
        draft.signal(limit.signal(), scorer.score(draft.text()));
    }

    @Override
    public List<Limit> limits() {
        return List.of(limit);
    }
}
