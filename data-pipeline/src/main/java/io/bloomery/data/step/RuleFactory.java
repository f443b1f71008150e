package io.bloomery.data.step;

import java.io.IOException;

/** Makes a rule of its configuration, with the word lists and models that the configuration names. */
@FunctionalInterface
public interface RuleFactory {

    /**
     * The rule, ready to be shipped to executors.
     *
     * @throws IOException if a file that the configuration names cannot be read
     */
    Rule create(ResourceReader resources) throws IOException;
}
