package io.bloomery.data.step;

import java.io.Serializable;
import java.util.List;

/**
 * One named rule of a profile: it measures a draft, or rewrites its text, or both.
 *
 * <p>Rules are pure: what they do depends on the draft and on their configuration only, they keep no state between
 * documents, and no text makes them throw. Instances are shared by threads and shipped to executors. Measuring never
 * looks at the limits, so that a document's signals do not depend on them.
 */
public interface Rule extends Serializable {

    /** Stores every number of {@link #signals()} that is defined for the draft, and rewrites the text where it has to. */
    void apply(Draft draft);

    /**
     * Stores again the numbers that follow from what is stored with a document, its language for instance, and from the
     * configuration; those that follow from its text are there already.
     */
    default void recall(Draft draft) {}

    /** Keys of the settings that nothing but {@link #recall} follows from, so that they may change with the limits. */
    default List<String> recalledSettings() {
        return List.of();
    }

    /** What the numbers are judged by, in the order in which they are looked at; empty for a rule that never drops. */
    List<Limit> limits();

    /** Names of the numbers that this rule may store, kebab-case, unique among all rules of a profile. */
    default List<String> signals() {
        return limits().stream().map(Limit::signal).distinct().toList();
    }
}
