package io.bloomery.data.step;

/** On which side of a limit a number has to lie; the peers differ in whether the limit itself is allowed. */
public enum Bound {
    AT_LEAST {
        @Override
        boolean allows(double measured, double limit) {
            return measured >= limit;
        }
    },
    MORE_THAN {
        @Override
        boolean allows(double measured, double limit) {
            return measured > limit;
        }
    },
    AT_MOST {
        @Override
        boolean allows(double measured, double limit) {
            return measured <= limit;
        }
    },
    LESS_THAN {
        @Override
        boolean allows(double measured, double limit) {
            return measured < limit;
        }
    };

    abstract boolean allows(double measured, double limit);
}
