package io.bloomery.data.conformance;

import java.util.Objects;

/** What came of one conformance case, and why where it did not pass. */
public record CaseResult(Kind kind, String reason) {

    /** The three ways in which a case can end. */
    public enum Kind {
        PASSED,
        FAILED,
        SKIPPED
    }

    public static CaseResult passed() {
        return new CaseResult(Kind.PASSED, "");
    }

    public static CaseResult failed(String reason) {
        return new CaseResult(Kind.FAILED, reason);
    }

    public static CaseResult skipped(String reason) {
        return new CaseResult(Kind.SKIPPED, reason);
    }

    /** Passed if both are equal. */
    public static CaseResult ofEqual(Object expected, Object actual) {
        return Objects.equals(expected, actual) ? passed() : failed("expected " + expected + " but was " + actual);
    }
}
