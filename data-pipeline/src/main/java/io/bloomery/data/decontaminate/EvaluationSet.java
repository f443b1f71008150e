package io.bloomery.data.decontaminate;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * Where the items of an evaluation set are; an element of HOCON {@code decontaminate.evaluation-sets}.
 *
 * @param name {@code name}: of the set, for the report
 * @param path {@code path}: files or globs, JSON Lines or Parquet (by the name's end {@code .parquet})
 * @param idField {@code id-field}: names an item; empty numbers them by a hash of what they say
 * @param queryFields {@code query-fields}: texts that together are what the model is given
 * @param labelFields {@code label-fields}: right answers, each a text or a list of texts
 */
public record EvaluationSet(
        String name, String path, String idField, List<String> queryFields, List<String> labelFields)
        implements Serializable {
    public EvaluationSet {
        requireNonNull(idField, "id-field");
        queryFields = List.copyOf(queryFields);
        labelFields = List.copyOf(labelFields);
        if (requireNonNull(name, "name").isBlank()
                || requireNonNull(path, "path").isBlank()) {
            throw new IllegalArgumentException(
                    "an evaluation set must have a name and a path but has '" + name + "' and '" + path + "'");
        }
        if (queryFields.isEmpty() && labelFields.isEmpty()) {
            throw new IllegalArgumentException("the evaluation set " + name
                    + " must name query-fields or label-fields, else nothing is looked for");
        }
    }
}
