package io.bloomery.data.report;

import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.step.Limit;

/** Limits as people write them. */
final class Limits {

    private Limits() {}

    /** What a number has to be, such as {@code ≤ 0.3}. */
    static String written(Limit limit) {
        String sign =
                switch (limit.bound()) {
                    case AT_LEAST -> "≥ ";
                    case MORE_THAN -> "> ";
                    case AT_MOST -> "≤ ";
                    case LESS_THAN -> "< ";
                };
        return sign + Quantity.exact(limit.value());
    }

    /** Whether numbers above the limit are dropped, rather than those below. */
    static boolean isUpper(Limit limit) {
        return switch (limit.bound()) {
            case AT_LEAST, MORE_THAN -> false;
            case AT_MOST, LESS_THAN -> true;
        };
    }
}
