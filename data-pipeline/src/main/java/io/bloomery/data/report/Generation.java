package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

/** Text the model wrote, after the prompt it was given. */
public record Generation(String prompt, String continuation) {
    public Generation {
        requireNonNull(prompt, "prompt");
        requireNonNull(continuation, "continuation");
    }
}
