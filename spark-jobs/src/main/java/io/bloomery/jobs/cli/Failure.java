package io.bloomery.jobs.cli;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Why a command failed, as the person who must act should read it: what, where, what to do, and the exit code.
 *
 * <p>Spark wraps the cause of a failed task several times; the first cause in the chain that says something wins.
 */
record Failure(ErrorCode code, String message, String hint) {

    /** What parquet-mr 1.13 and zstd say of bytes that are not what the footer or a page header promised. */
    private static final List<String> PARQUET_DAMAGE = List.of(
            "is not a Parquet file",
            "CRC checksum verification failed",
            "can not read class org.apache.parquet",
            "Could not read footer",
            "Could not read page",
            "Expected magic",
            "Unknown frame descriptor",
            "Corrupted block detected",
            "Decompression error");

    /** Judges an exception by the most telling of its causes. */
    static Failure of(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        for (Throwable cause : chain) {
            if (cause instanceof BloomeryException known) {
                return new Failure(known.code(), known.getMessage(), known.hint());
            }
        }
        for (Throwable cause : chain) {
            Optional<Failure> known = known(cause, chain);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return new Failure(
                ErrorCode.INTERNAL,
                describe(chain.get(chain.size() - 1)),
                "This is a fault of Bloomery: run again with --stacktrace and report what it prints.");
    }

    /** The last line of the output: Airflow and a person at night see this one first. */
    String lastLine() {
        String[] lines = message.split("\n", -1);
        String first = lines.length == 1 ? lines[0] : lines[0] + " " + lines[1].strip();
        return "bloomery: " + code.name().toLowerCase(Locale.ROOT).replace('_', '-') + " (status " + code.exitCode()
                + "): " + first.strip() + " -- " + hint;
    }

    /** What comes before the last line: the rest of a message of several lines. */
    List<String> details() {
        String[] lines = message.split("\n", -1);
        return lines.length <= 2 ? List.of() : List.of(lines);
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    private static Optional<Failure> known(Throwable cause, List<Throwable> chain) {
        String message = describe(cause);
        String text = chain.stream().map(Failure::describe).reduce("", (a, b) -> a + " " + b);
        if (cause instanceof AccessControlException || cause instanceof AccessDeniedException) {
            return failure(ErrorCode.PERMISSION, message, "Grant this user access, or run as a user who has it.");
        }
        if (cause instanceof ChecksumException
                || cause instanceof ParquetDecodingException
                || PARQUET_DAMAGE.stream().anyMatch(text::contains)) {
            return failure(
                    ErrorCode.BAD_DATA,
                    "a data file is corrupt: " + fileOf(chain),
                    "Restore the file, or delete the table's directory and run its stage again.");
        }
        if (text.contains("No space left on device") || text.contains("QuotaExceeded")) {
            return failure(
                    ErrorCode.IO,
                    message,
                    "Free space or raise the quota, then start the same command again; it goes on where it stopped.");
        }
        if (cause instanceof UnsupportedFileSystemException || text.contains("No FileSystem for scheme")) {
            return failure(
                    ErrorCode.CONFIGURATION,
                    message,
                    "Check the scheme of storage.root or of the input, and that its file system is on the classpath.");
        }
        if (cause instanceof ClassNotFoundException && message.contains("FileSystem not found")) {
            return failure(
                    ErrorCode.CONFIGURATION,
                    message,
                    "Add the library of that file system, for s3a:// hadoop-aws: README.md, \"Text from elsewhere\", says how.");
        }
        if (cause instanceof OutOfMemoryError) {
            return failure(
                    ErrorCode.INTERNAL,
                    message,
                    "Give the driver more memory: BLOOMERY_HEAP=6g ./bloomery ..., or spark-submit --driver-memory.");
        }
        if (text.contains("module java.base does not")) {
            return failure(
                    ErrorCode.CONFIGURATION,
                    message,
                    "Start the driver with the --add-opens of deploy/spark/spark-defaults.conf (spark.driver.extraJavaOptions).");
        }
        if (cause instanceof ConnectException) {
            return failure(ErrorCode.TRY_AGAIN, message, "Check that the service runs, then start again.");
        }
        if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
            return failure(ErrorCode.INPUT_MISSING, message, "Check the path.");
        }
        if (cause instanceof IOException && !(cause instanceof ObjectStreamException)) {
            return failure(
                    ErrorCode.IO,
                    message,
                    "Check the disk and the file system, then start the same command again; what was published is safe.");
        }
        return Optional.empty();
    }

    private static Optional<Failure> failure(ErrorCode code, String message, String hint) {
        return Optional.of(new Failure(code, message, hint));
    }

    /** The shortest message in the chain that names a data file, or else any file; Spark's own names its stack too. */
    private static String fileOf(List<Throwable> chain) {
        return chain.stream()
                .map(Failure::describe)
                .filter(message -> message.contains("part-") || message.contains("file:") || message.contains("hdfs:"))
                .min(Comparator.comparing((String message) -> !message.contains("part-"))
                        .thenComparingInt(String::length))
                .orElseGet(() -> describe(chain.get(chain.size() - 1)));
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getName() : message.strip();
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return cause instanceof RuntimeException || cause instanceof Error
                ? cause.getClass().getSimpleName() + ": " + line
                : line;
    }
}
