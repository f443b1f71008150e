package io.bloomery.model.kernel.cuda;

import io.bloomery.data.failure.BloomeryException;

/** The cause of a {@link BloomeryException} after which this process cannot use the card again, but another one may. */
public final class LostCardException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostCardException(String message) {
        super(message);
    }

    /** Whether it is why something failed. */
    public static boolean isCauseOf(BloomeryException failure) {
        return failure.getCause() instanceof LostCardException;
    }
}
