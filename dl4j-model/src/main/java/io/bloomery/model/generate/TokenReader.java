package io.bloomery.model.generate;

/** Is shown the tokens of texts as they are chosen. */
@FunctionalInterface
public interface TokenReader {

    /** Whether the text, counted from 0 in the order of the prompts, is to go on after this token. */
    boolean read(int text, int token);
}
