package io.bloomery.jobs.cli;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text that a bench trains on. */
final class BenchText {

    private static final long MAX_BYTES = 64L << 20;

    private BenchText() {}

    /**
     * A whole file of UTF-8.
     *
     * @throws BloomeryException if there is none, or it has more than 64 MiB
     */
    static String read(Path input) throws IOException {
        if (!Files.isRegularFile(input)) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING, "there is no file " + input, "Give a text file with --input.");
        }
        if (Files.size(input) > MAX_BYTES) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA, input + " has more than 64 MiB", "Give a smaller text with --input.");
        }
        return Files.readString(input);
    }
}
