package io.bloomery.data.failure;

/** The causes a run can end with, and the process exit code of each; the codes follow BSD {@code sysexits.h}. */
public enum ErrorCode {
    /** The command line is wrong. */
    USAGE(64),
    /** The data is bad: corrupt, or empty. */
    BAD_DATA(65),
    /** An input is not there: a path, a glob that matches nothing, a table that was never made. */
    INPUT_MISSING(66),
    /** A service outside, such as a web server or a resolver, does not answer. */
    UNAVAILABLE(69),
    /** A fault of Bloomery itself. */
    INTERNAL(70),
    /** The output cannot be created: the root is not writable, or the name is taken by something else. */
    CANNOT_CREATE(73),
    /** Reading or writing failed half-way: disk full, connection lost. */
    IO(74),
    /** Another run holds the lock, or a resource is busy: try again later. */
    TRY_AGAIN(75),
    /** The file system refuses access. */
    PERMISSION(77),
    /** The configuration is wrong, or does not fit what it is applied to. */
    CONFIGURATION(78);

    private final int exitCode;

    ErrorCode(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process exit code, in [64, 78]; Spark takes 0-3, 11 and 50-56 for itself. */
    public int exitCode() {
        return exitCode;
    }
}
