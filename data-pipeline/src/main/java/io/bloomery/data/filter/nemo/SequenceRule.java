package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.SignalRule.Measurement;
import java.util.List;
import java.util.Map;

/** A number for each of several lengths of word sequences, with a limit for each. */
record SequenceRule(Map<String, Measurement> measurements, List<Limit> limits) implements Rule {

    @Override
    public void apply(Draft draft) {
        for (Limit limit : limits) {
            draft.signal(limit.signal(), measurements.get(limit.signal()).of(draft));
        }
    }
}
