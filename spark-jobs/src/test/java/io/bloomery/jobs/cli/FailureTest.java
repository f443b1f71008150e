package io.bloomery.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    @Test
    void findsTheCauseThatSparkWrapped() {
        BloomeryException cause = new BloomeryException(ErrorCode.BAD_DATA, "the file x is cut off", "Get it again.");
        Failure failure = Failure.of(new SparkException("Job aborted", new SparkException("Task failed", cause)));

        assertThat(failure.lastLine())
                .isEqualTo("bloomery: bad-data (status 65): the file x is cut off -- Get it again.");
    }

    @ParameterizedTest
    @MethodSource("causes")
    void judgesWellKnownCauses(Throwable thrown, ErrorCode expected) {
        assertThat(Failure.of(thrown).code()).isEqualTo(expected);
    }

    @Test
    void putsTheFirstProblemOfManyIntoTheLastLine() {
        Failure failure = Failure.of(new BloomeryException(
                ErrorCode.CONFIGURATION,
                "2 problems in the configuration:\n  a.conf: 1: x\n  a.conf: 2: y",
                "Correct them."));

        assertThat(failure.lastLine())
                .isEqualTo(
                        "bloomery: configuration (status 78): 2 problems in the configuration: a.conf: 1: x -- Correct them.");
        assertThat(failure.details()).contains("  a.conf: 2: y");
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new IOException("No space left on device"), ErrorCode.IO),
                Arguments.of(new IOException("connection reset"), ErrorCode.IO),
                Arguments.of(new RuntimeException(new ConnectException("refused")), ErrorCode.TRY_AGAIN),
                Arguments.of(
                        new RuntimeException(
                                new ClassNotFoundException("Class org.apache.hadoop.fs.s3a.S3AFileSystem not found")),
                        ErrorCode.CONFIGURATION),
                Arguments.of(new AccessControlException("denied"), ErrorCode.PERMISSION),
                Arguments.of(new SparkException("x", new ChecksumException("part-00000", 0)), ErrorCode.BAD_DATA),
                Arguments.of(
                        new SparkException("x", new RuntimeException("file:/a is not a Parquet file")),
                        ErrorCode.BAD_DATA),
                Arguments.of(
                        new IllegalAccessError("class a cannot access class sun.nio.ch.b (in module java.base) because"
                                + " module java.base does not export sun.nio.ch to unnamed module @1"),
                        ErrorCode.CONFIGURATION),
                Arguments.of(new InvalidObjectException("ReflectiveOperationException"), ErrorCode.INTERNAL),
                Arguments.of(new IllegalStateException("a bug"), ErrorCode.INTERNAL));
    }
}
