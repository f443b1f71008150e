package io.bloomery.data.decontaminate;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One question of an evaluation set.
 *
 * @param set name of the set
 * @param id of the item in its set
 * @param query what the model is given; may be empty
 * @param labels right answers
 */
public record EvaluationItem(String set, String id, String query, List<String> labels) {
    public EvaluationItem {
        requireNonNull(set, "set");
        requireNonNull(id, "id");
        requireNonNull(query, "query");
        labels = List.copyOf(labels);
    }
}
