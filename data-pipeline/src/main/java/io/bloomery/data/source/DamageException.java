package io.bloomery.data.source;

/** The bytes at hand are not what they should be; never leaves the package. */
final class DamageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final long offset;
    private final String url;

    /**
     * Names the damage.
     *
     * @param reason kebab-case and stable: it becomes the reason of the quarantine row
     * @param offset byte offset in the file where the damaged stretch begins
     */
    DamageException(String reason, long offset, String detail) {
        this(reason, offset, detail, "");
    }

    private DamageException(String reason, long offset, String detail, String url) {
        super(detail);
        this.reason = reason;
        this.offset = offset;
        this.url = url;
    }

    /** The same damage, now that it is known what the record is about. */
    DamageException of(String knownUrl) {
        return new DamageException(reason, offset, getMessage(), knownUrl);
    }

    /** What the record is about; empty where that is unknown. */
    String url() {
        return url;
    }

    String reason() {
        return reason;
    }

    long offset() {
        return offset;
    }
}
