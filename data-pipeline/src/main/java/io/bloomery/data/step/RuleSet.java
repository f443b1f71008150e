package io.bloomery.data.step;

import io.bloomery.data.document.Document;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The rules of a profile in order; the first limit that is passed decides, and its rule is the reason of the drop.
 *
 * <p>Where dropped documents are measured to the end, a document's text and signals do not depend on any limit, so
 * {@link #rescore} with other limits gives what {@link #apply} would have given.
 */
public final class RuleSet implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<Rule> rules;
    private final boolean measureDropped;

    /**
     * Rules in the order in which they run.
     *
     * @param measureDropped whether the rules after the one that drops a document run too
     * @throws IllegalArgumentException if two rules store the same signal
     */
    public RuleSet(List<? extends Rule> rules, boolean measureDropped) {
        this.rules = List.copyOf(rules);
        this.measureDropped = measureDropped;
        Set<String> seen = new HashSet<>();
        for (String signal : signals()) {
            if (!seen.add(signal)) {
                throw new IllegalArgumentException("two rules of the profile store the signal " + signal);
            }
        }
    }

    /** Runs the rules over a document. */
    public Verdict apply(Document document) {
        Draft draft = new Draft(document);
        Optional<Limit> passed = Optional.empty();
        for (Rule rule : rules) {
            rule.apply(draft);
            if (passed.isEmpty()) {
                passed = firstPassed(rule.limits(), draft);
                if (passed.isPresent() && !measureDropped) {
                    break;
                }
            }
        }
        return verdict(draft, passed);
    }

    /** Judges a document by the signals that are stored with it; its text is not looked at. */
    public Verdict rescore(Document document) {
        Draft draft = new Draft(document);
        rules.forEach(rule -> rule.recall(draft));
        return verdict(draft, firstPassed(limits(), draft));
    }

    /** Every limit, in the order in which they are looked at. */
    public List<Limit> limits() {
        return rules.stream().flatMap(rule -> rule.limits().stream()).toList();
    }

    /** Names of the numbers that are stored with a document, in the order of the rules. */
    public List<String> signals() {
        return rules.stream().flatMap(rule -> rule.signals().stream()).toList();
    }

    private static Optional<Limit> firstPassed(List<Limit> limits, Draft draft) {
        return limits.stream().filter(limit -> !isWithin(limit, draft)).findFirst();
    }

    private static boolean isWithin(Limit limit, Draft draft) {
        OptionalDouble measured = draft.signal(limit.signal());
        return measured.isEmpty() || limit.allows(measured.getAsDouble());
    }

    private static Verdict verdict(Draft draft, Optional<Limit> passed) {
        Document document = draft.document();
        ToDoubleFunction<Limit> measured = limit -> draft.signal(limit.signal()).orElseThrow();
        return passed.<Verdict>map(
                        limit -> new Verdict.Drop(document, limit.rule(), measured.applyAsDouble(limit), limit.value()))
                .orElseGet(() -> new Verdict.Keep(document));
    }
}
