package io.bloomery.jobs.run;

/**
 * Names one invocation; stored with every table it made.
 *
 * @param value letters, digits, dots, hyphens and underscores, at most 128
 */
public record RunId(String value) {
    public RunId {
        if (!value.matches("[A-Za-z0-9._-]{1,128}")) {
            throw new IllegalArgumentException(
                    "a run id has 1 to 128 letters, digits, dots, hyphens and underscores but is \"" + value + "\"");
        }
    }
}
