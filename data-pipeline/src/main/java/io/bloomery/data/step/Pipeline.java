package io.bloomery.data.step;

import io.bloomery.data.document.Document;
import java.util.List;

/** Steps in order; the first one that drops a document decides, and later steps do not see it. */
public record Pipeline(List<DocumentStep> steps) implements DocumentStep {

    public Pipeline {
        steps = List.copyOf(steps);
    }

    @Override
    public Verdict apply(Document document) {
        Verdict verdict = new Verdict.Keep(document);
        for (DocumentStep step : steps) {
            verdict = step.apply(verdict.document());
            if (verdict instanceof Verdict.Drop) {
                return verdict;
            }
        }
        return verdict;
    }
}
