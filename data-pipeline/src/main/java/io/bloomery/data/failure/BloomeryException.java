package io.bloomery.data.failure;

import static java.util.Objects.requireNonNull;

/** A run cannot go on; says what happened and where in its message, and what to do about it in {@link #hint()}. */
public final class BloomeryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String hint;

    public BloomeryException(ErrorCode code, String message, String hint) {
        this(code, message, hint, null);
    }

    /**
     * Wraps a cause.
     *
     * @param message what happened and where, with values
     * @param hint what to do about it, as a full sentence
     */
    public BloomeryException(ErrorCode code, String message, String hint, Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.code = requireNonNull(code, "code");
        this.hint = requireNonNull(hint, "hint");
    }

    public ErrorCode code() {
        return code;
    }

    public String hint() {
        return hint;
    }
}
