package io.bloomery.jobs.doctor;

/**
 * One thing that was looked at.
 *
 * @param subject what was looked at
 * @param found what is there
 * @param advice what to do about it; empty where all is well
 */
public record Finding(String subject, String found, String advice) {

    static Finding well(String subject, String found) {
        return new Finding(subject, found, "");
    }

    public boolean isProblem() {
        return !advice.isEmpty();
    }
}
