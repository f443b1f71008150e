package io.bloomery.data.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Binds one configuration tree to a tree of records and collects every problem on the way. */
final class RecordBinder {

    private final List<String> problems = new ArrayList<>();

    <T extends Record> T bindRoot(Config config, Class<T> type) {
        Optional<Object> bound = bindRecord("", config, type);
        if (!problems.isEmpty() || bound.isEmpty()) {
            throw ConfigLoader.failure(
                    problems.size() == 1
                            ? problems.get(0)
                            : problems.size() + " problems in the configuration:\n  " + String.join("\n  ", problems),
                    null);
        }
        return type.cast(bound.get());
    }

    private Optional<Object> bindRecord(String path, Config config, Class<?> type) {
        Map<String, RecordComponent> components = Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(
                        component -> KebabCase.ofComponent(component.getName()),
                        component -> component,
                        (a, b) -> a,
                        LinkedHashMap::new));
        reportUnknownKeys(path, config.root(), components);
        Object[] arguments = new Object[components.size()];
        Class<?>[] parameterTypes = new Class<?>[components.size()];
        boolean complete = true;
        int i = 0;
        for (Map.Entry<String, RecordComponent> entry : components.entrySet()) {
            RecordComponent component = entry.getValue();
            Optional<Object> value = bindComponent(join(path, entry.getKey()), entry.getKey(), config, component);
            complete &= value.isPresent();
            arguments[i] = value.orElse(null);
            parameterTypes[i++] = component.getType();
        }
        return complete ? construct(path, config, type, parameterTypes, arguments) : Optional.empty();
    }

    private void reportUnknownKeys(String path, ConfigObject object, Map<String, RecordComponent> components) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            if (!components.containsKey(entry.getKey())) {
                String nearest = NearestKey.of(entry.getKey(), components.keySet())
                        .map(key -> "; did you mean " + join(path, key) + "?")
                        .orElse("; known keys here: " + String.join(", ", components.keySet()));
                problems.add(where(entry.getValue()) + ": unknown key " + join(path, entry.getKey()) + nearest);
            }
        }
    }

    private Optional<Object> bindComponent(String path, String key, Config config, RecordComponent component) {
        if (!config.root().containsKey(key) || config.getIsNull('"' + key + '"')) {
            problems.add("missing key " + path);
            return Optional.empty();
        }
        ConfigValue value = config.root().get(key);
        try {
            return bindValue(path, config, '"' + key + '"', component.getType(), component.getGenericType());
        } catch (ConfigException e) {
            problems.add(
                    where(value) + ": " + path + " = " + value.render() + " is not " + expected(component.getType()));
        } catch (IllegalArgumentException e) {
            problems.add(where(value) + ": " + path + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Object> bindValue(String path, Config config, String key, Class<?> type, Type generic) {
        if (type.isRecord() && type != ByteSize.class) {
            return bindRecord(path, config.getConfig(key), type);
        }
        if (type == List.class) {
            return bindList(path, config, key, (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0]);
        }
        if (type == Map.class) {
            return Optional.of(
                    bindMap(config.getObject(key), ((ParameterizedType) generic).getActualTypeArguments()[1]));
        }
        return Optional.of(scalar(config, key, type));
    }

    /** A map of names to texts, or to lists of texts. */
    private static Map<String, Object> bindMap(ConfigObject object, Type element) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name : object.keySet()) {
            Config owner = object.toConfig();
            String key = ConfigUtil.quoteString(name);
            map.put(
                    name,
                    element == String.class ? String.valueOf(object.get(name).unwrapped()) : owner.getStringList(key));
        }
        return map;
    }

    private Optional<Object> bindList(String path, Config config, String key, Class<?> element) {
        if (!element.isRecord()) {
            return Optional.of(List.copyOf(config.getStringList(key)));
        }
        List<Object> bound = new ArrayList<>();
        List<? extends Config> items = config.getConfigList(key);
        for (int i = 0; i < items.size(); i++) {
            bindRecord(path + "[" + i + "]", items.get(i), element).ifPresent(bound::add);
        }
        return bound.size() == items.size() ? Optional.of(List.copyOf(bound)) : Optional.empty();
    }

    private static Object scalar(Config config, String key, Class<?> type) {
        if (type == int.class) {
            return config.getInt(key);
        }
        if (type == long.class) {
            return config.getLong(key);
        }
        if (type == double.class) {
            return config.getDouble(key);
        }
        if (type == boolean.class) {
            return config.getBoolean(key);
        }
        if (type == String.class) {
            return config.getString(key);
        }
        if (type == Duration.class) {
            return config.getDuration(key);
        }
        if (type == ByteSize.class) {
            return new ByteSize(config.getBytes(key));
        }
        if (type.isEnum()) {
            return constant(config.getString(key), type);
        }
        throw new IllegalStateException("the binder does not know the type " + type.getName());
    }

    private static Object constant(String text, Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = KebabCase.ofConstant((Enum<?>) constant);
            if (name.equals(text)) {
                return constant;
            }
            names.add(name);
        }
        throw new IllegalArgumentException("must be one of " + String.join(", ", names) + " but is " + text);
    }

    private Optional<Object> construct(
            String path, Config config, Class<?> type, Class<?>[] parameterTypes, Object[] arguments) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameterTypes);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) {
            String message = e.getCause().getMessage();
            problems.add(where(refused(config, message)) + ": " + (path.isEmpty() ? "" : path + ": ") + message);
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot construct " + type.getName(), e);
        }
    }

    /** The value whose key the message of a refusing record starts with; else the whole object. */
    private static ConfigValue refused(Config config, String message) {
        return config.root().entrySet().stream()
                .filter(entry -> message != null && message.startsWith(entry.getKey() + " "))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(config.root());
    }

    private static String expected(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration such as 5 s";
        }
        if (type == ByteSize.class) {
            return "a size such as 64 MiB";
        }
        if (type == List.class) {
            return "a list";
        }
        return type.isRecord() || type == Map.class ? "an object" : "a text";
    }

    private static String where(ConfigValue value) {
        return value.origin().description();
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
