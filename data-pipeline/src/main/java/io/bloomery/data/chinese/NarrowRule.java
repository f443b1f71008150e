package io.bloomery.data.chinese;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/** Writes wide Latin letters, digits and signs in their usual width; punctuation and all other text stay. */
final class NarrowRule implements Rule {

    private static final long serialVersionUID = 1L;

    @Override
    public void apply(Draft draft) {
        draft.rewrite(WideForms.narrow(draft.text()));
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }
}
