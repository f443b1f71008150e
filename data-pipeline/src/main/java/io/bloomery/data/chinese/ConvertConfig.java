package io.bloomery.data.chinese;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.chinese.convert}.
 *
 * @param to {@code to}: the script in which Chinese documents shall be
 */
public record ConvertConfig(ChineseScript to) implements Serializable {
    public ConvertConfig {
        requireNonNull(to, "to");
    }
}
