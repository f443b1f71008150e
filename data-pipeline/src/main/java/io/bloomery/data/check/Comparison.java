package io.bloomery.data.check;

/** How a measured number has to stand to the limit of a check. */
enum Comparison {
    AT_LEAST(">=") {
        @Override
        boolean holds(double measured, double limit) {
            return measured >= limit;
        }
    },
    AT_MOST("<=") {
        @Override
        boolean holds(double measured, double limit) {
            return measured <= limit;
        }
    },
    MORE_THAN(">") {
        @Override
        boolean holds(double measured, double limit) {
            return measured > limit;
        }
    },
    LESS_THAN("<") {
        @Override
        boolean holds(double measured, double limit) {
            return measured < limit;
        }
    };

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    abstract boolean holds(double measured, double limit);
}
