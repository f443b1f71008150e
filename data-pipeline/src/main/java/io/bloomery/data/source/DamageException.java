package io.bloomery.data.source;

/** The bytes at hand are not what they should be; never leaves the package. */
final class DamageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final long offset;

    /**
     * Names the damage.
     *
     * @param reason kebab-case and stable: it becomes the reason of the quarantine row
     * @param offset byte offset in the file where the damaged stretch begins
     */
    DamageException(String reason, long offset, String detail) {
        super(detail);
        this.reason = reason;
        this.offset = offset;
    }

    String reason() {
        return reason;
    }

    long offset() {
        return offset;
    }
}
