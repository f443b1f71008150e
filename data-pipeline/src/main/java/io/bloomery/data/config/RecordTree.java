package io.bloomery.data.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Turns configuration records back into a tree of maps, lists and scalars, in canonical order. */
public final class RecordTree {

    private RecordTree() {}

    /** The tree of a record: kebab-case keys in the order of its components; durations in ISO 8601, sizes in bytes. */
    public static Map<String, Object> of(Record record) {
        return of(record, component -> true);
    }

    /** As {@link #of}, without what is {@link Incidental}: what decides a result, for fingerprints. */
    public static Map<String, Object> identityOf(Record record) {
        return of(record, component -> !component.isAnnotationPresent(Incidental.class));
    }

    private static Map<String, Object> of(Record record, Predicate<RecordComponent> wanted) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (wanted.test(component)) {
                tree.put(KebabCase.ofComponent(component.getName()), value(read(record, component), wanted));
            }
        }
        return tree;
    }

    private static Object value(Object value, Predicate<RecordComponent> wanted) {
        if (value instanceof ByteSize size) {
            return size.bytes();
        }
        if (value instanceof Duration duration) {
            return duration.toString();
        }
        if (value instanceof Enum<?> constant) {
            return KebabCase.ofConstant(constant);
        }
        if (value instanceof Record record) {
            return of(record, wanted);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> value(item, wanted)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), value(item, wanted)));
            return sorted;
        }
        return value;
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
