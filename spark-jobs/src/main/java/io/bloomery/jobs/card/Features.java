package io.bloomery.jobs.card;

import io.bloomery.data.card.Feature;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The columns of a table by the names that the Hub has for Arrow's types. */
final class Features {

    private Features() {}

    static List<Feature> of(StructType schema) {
        return Stream.of(schema.fields())
                .map(field -> feature(field.name(), field.dataType(), false))
                .toList();
    }

    private static Feature feature(String name, DataType type, boolean list) {
        if (type instanceof StructType struct) {
            return new Feature(name, "", list, of(struct));
        }
        if (type instanceof ArrayType array && !list) {
            return feature(name, array.elementType(), true);
        }
        return new Feature(name, scalar(name, type), list, List.of());
    }

    private static String scalar(String name, DataType type) {
        return switch (type.typeName()) {
            case "string" -> "string";
            case "long" -> "int64";
            case "integer" -> "int32";
            case "short" -> "int16";
            case "byte" -> "int8";
            case "double" -> "float64";
            case "float" -> "float32";
            case "boolean" -> "bool";
            case "binary" -> "binary";
            case "date" -> "date32";
            case "timestamp" -> "timestamp[us]";
            default ->
                throw new IllegalArgumentException(
                        "the Hub has no name for the type " + type.simpleString() + " of the column " + name);
        };
    }
}
