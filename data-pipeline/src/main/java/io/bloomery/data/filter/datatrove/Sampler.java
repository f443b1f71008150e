package io.bloomery.data.filter.datatrove;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Keeps a share of the documents: datatrove's {@code SamplerFilter}, except that the draw follows from the document and
 * the seed, where datatrove's follows from the order in which one process reads.
 */
public final class Sampler implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String DRAW = "sampler-draw";

    private final SamplerConfig config;

    public Sampler(SamplerConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        draft.signal(DRAW, DocumentDraw.of(draft, config.seed()));
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("sampler", DRAW, Bound.LESS_THAN, config.rate()));
    }
}
