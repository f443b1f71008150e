package io.bloomery.jobs.generate;

/** Is shown texts piece by piece, as soon as they are certain. */
@FunctionalInterface
public interface PieceReader {

    /** Takes the next piece, which is not empty, of the text of a prompt, counted from 0 in the order of the prompts. */
    void read(int text, String piece);
}
