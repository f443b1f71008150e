package io.bloomery.data.check;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code checks.<stage>}.
 *
 * @param fail checks that end the run when they do not hold
 * @param warn checks that are only reported
 */
public record StageChecksConfig(List<String> fail, List<String> warn) implements Serializable {
    public StageChecksConfig {
        fail = List.copyOf(fail);
        warn = List.copyOf(warn);
        fail.forEach(Check::parse);
        warn.forEach(Check::parse);
    }

    /** Whether anything is expected. */
    public boolean isEmpty() {
        return fail.isEmpty() && warn.isEmpty();
    }
}
