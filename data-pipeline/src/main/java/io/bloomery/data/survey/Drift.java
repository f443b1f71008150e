package io.bloomery.data.survey;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** How what a stage left differs from what it left in an earlier run. */
public record Drift(TableSurvey before, TableSurvey now) {

    /**
     * A part of a whole then and now, each in [0, 1].
     *
     * @param what kind and name: {@code kept}, {@code dropped.<rule>}, {@code language <code>}
     */
    public record Change(String what, double before, double now) {

        /** In percentage points. */
        public double points() {
            return 100 * (now - before);
        }
    }

    public Drift {
        requireNonNull(before, "before");
        requireNonNull(now, "now");
    }

    /** What became of the input, as parts of it, kept first. */
    public List<Change> outcomes() {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(TableSurvey.KEPT, before.fraction(before.keptCount()), now.fraction(now.keptCount())));
        TreeSet<String> names = new TreeSet<>(before.out().keySet());
        names.addAll(now.out().keySet());
        names.remove(TableSurvey.KEPT);
        for (String name : names) {
            changes.add(new Change(
                    name,
                    before.fraction(before.out().getOrDefault(name, 0L)),
                    now.fraction(now.out().getOrDefault(name, 0L))));
        }
        return changes;
    }

    /** Labels of a kind, such as {@code language}, as parts of the kept documents. */
    public List<Change> labels(String kind) {
        TreeSet<String> labels = new TreeSet<>(labelsOf(before, kind).keySet());
        labels.addAll(labelsOf(now, kind).keySet());
        return labels.stream()
                .map(label -> new Change(kind + " " + label, before.share(kind, label), now.share(kind, label)))
                .toList();
    }

    /** How stable the mix of a kind is, such as that of languages. */
    public Stability mix(String kind) {
        return Stability.between(labelsOf(before, kind), labelsOf(now, kind));
    }

    /** How stable each number of all documents is that was measured in both runs, so that the limits play no part. */
    public SortedMap<String, Stability> numbers() {
        SortedMap<String, Stability> stable = new TreeMap<>();
        for (String name : names(now)) {
            Sketch then = before.numberOfAll(name);
            Sketch today = now.numberOfAll(name);
            if (!then.isEmpty() && !today.isEmpty()) {
                stable.put(name, Stability.between(then, today));
            }
        }
        return stable;
    }

    /** Numbers that only one of the runs measured. */
    public List<String> onlyOnce() {
        TreeSet<String> then = names(before);
        TreeSet<String> today = names(now);
        TreeSet<String> once = new TreeSet<>(then);
        once.addAll(today);
        once.removeIf(name -> then.contains(name) && today.contains(name));
        return List.copyOf(once);
    }

    private static TreeSet<String> names(TableSurvey survey) {
        TreeSet<String> names = new TreeSet<>(survey.kept().keySet());
        names.addAll(survey.dropped().keySet());
        return names;
    }

    private static SortedMap<String, Long> labelsOf(TableSurvey survey, String kind) {
        return survey.shares().getOrDefault(kind, Collections.emptySortedMap());
    }
}
