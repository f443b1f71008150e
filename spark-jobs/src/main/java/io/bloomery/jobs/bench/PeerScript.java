package io.bloomery.jobs.bench;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A script of this project's that a Python of the user's runs.
 *
 * @param python the interpreter
 * @param name of the file in deploy/bench
 */
record PeerScript(String python, String name) {

    /**
     * What the script prints.
     *
     * @param folder where it may write; stays the caller's
     * @throws BloomeryException with {@link ErrorCode#UNAVAILABLE} if Python cannot do it, with what it said
     */
    byte[] run(Path folder, List<String> arguments) throws IOException {
        Path script = folder.resolve(name);
        try (InputStream in = PeerScript.class.getResourceAsStream("/bloomery/bench/" + name)) {
            Files.copy(in, script);
        }
        Path errors = folder.resolve("errors.txt");
        List<String> command = new ArrayList<>(List.of(python, script.toString()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        byte[] printed = process.getInputStream().readAllBytes();
        int status = waitFor(process);
        if (status != 0) {
            List<String> said = Files.readAllLines(errors);
            throw new BloomeryException(
                    ErrorCode.UNAVAILABLE,
                    "the peers ended with status " + status + ": " + (said.isEmpty() ? "" : said.get(said.size() - 1)),
                    "Install deploy/bench/requirements.txt for " + python + ", see deploy/bench/README.md.");
        }
        return printed;
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
