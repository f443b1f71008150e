package io.bloomery.data.card;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A column as the Hub describes it.
 *
 * @param type {@code string}, {@code int64}, {@code float64}, {@code bool}, ...; empty for a struct
 * @param list whether there is a list of these in every row
 * @param fields of a struct
 */
public record Feature(String name, String type, boolean list, List<Feature> fields) {
    public Feature {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        fields = List.copyOf(fields);
        if (type.isEmpty() == fields.isEmpty()) {
            throw new IllegalArgumentException("the column " + name + " needs either a type or fields");
        }
    }

    public static Feature of(String name, String type) {
        return new Feature(name, type, false, List.of());
    }
}
