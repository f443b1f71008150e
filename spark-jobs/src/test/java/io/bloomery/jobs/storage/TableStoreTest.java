package io.bloomery.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableStoreTest {

    @TempDir
    java.nio.file.Path directory;

    private FileSystem fileSystem;
    private TableStore store;

    @BeforeEach
    void open() throws IOException {
        fileSystem = FileSystem.getLocal(new Configuration());
        store = new TableStore(fileSystem, new Path(directory.toUri()));
    }

    @Test
    void publishesATableThatCanBeFoundAndRead() throws IOException {
        PublishedTable table = store.publish(staged("f1", "iron"), manifest("f1", 4));

        assertThat(store.find("ore", "f1")).contains(table);
        assertThat(store.versions("ore")).containsExactly(table);
        assertThat(store.tables()).containsExactly("ore");
        assertThat(Files.readString(directory.resolve("ore/f1/data.txt"))).isEqualTo("iron");
        assertThat(directory.resolve("ore/f1/_SUCCESS")).exists();
        store.verifySizes(table);
    }

    @Test
    void ignoresAndReplacesTheRemainsOfARunThatWasKilledBeforeItsManifest() throws IOException {
        Files.createDirectories(directory.resolve("ore/f1"));
        Files.writeString(directory.resolve("ore/f1/data.txt"), "half");

        assertThat(store.find("ore", "f1")).isEmpty();
        store.publish(staged("f1", "iron"), manifest("f1", 4));
        assertThat(Files.readString(directory.resolve("ore/f1/data.txt"))).isEqualTo("iron");
    }

    @Test
    void emptiesTheStagingOfAKilledRun() throws IOException {
        staged("f1", "half");
        Path again = store.freshStaging("ore", "f1", "run-2");
        assertThat(fileSystem.listStatus(again)).isEmpty();
        assertThat(fileSystem.listStatus(again.getParent())).hasSize(1);
    }

    @Test
    void namesAFileThatIsShorterThanItsManifestSays() throws IOException {
        PublishedTable table = store.publish(staged("f1", "iron"), manifest("f1", 400));
        assertThatThrownBy(() -> store.verifySizes(table))
                .isInstanceOfSatisfying(
                        BloomeryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_DATA))
                .hasMessageContaining("data.txt has 4 bytes; its manifest says 400");
    }

    @Test
    void namesADamagedManifest() throws IOException {
        Files.createDirectories(directory.resolve("ore/f1"));
        Files.writeString(directory.resolve("ore/f1/_manifest.json"), "{\"format_version\": 1, ");
        assertThatThrownBy(() -> store.find("ore", "f1"))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("_manifest.json is damaged");
    }

    @Test
    void refusesAManifestOfANewerFormat() throws IOException {
        Files.createDirectories(directory.resolve("ore/f1"));
        Files.writeString(
                directory.resolve("ore/f1/_manifest.json"),
                manifest("f1", 4).toJson().replace("\"format_version\" : 1", "\"format_version\" : 99"));
        assertThatThrownBy(() -> store.find("ore", "f1")).hasMessageContaining("has format version 99");
    }

    @Test
    void saysThatARootIsNotWritable() throws IOException {
        Files.writeString(directory.resolve("file"), "not a directory");
        TableStore bad =
                new TableStore(fileSystem, new Path(directory.resolve("file").toUri()));
        assertThatThrownBy(bad::prepare)
                .isInstanceOfSatisfying(
                        BloomeryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_CREATE))
                .hasMessageContaining("cannot write to storage.root");
    }

    @Test
    void refusesAnObjectStore() {
        FileSystem objects = new FilterFileSystem(fileSystem) {
            @Override
            public String getScheme() {
                return "s3a";
            }
        };
        assertThatThrownBy(new TableStore(objects, new Path(directory.toUri()))::prepare)
                .isInstanceOfSatisfying(
                        BloomeryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .hasMessageContaining("on an object store");
    }

    @Test
    void holdsALockAgainstASecondRun() throws IOException {
        try (RunLock first = RunLock.acquire(store, "clean-f1", "run-1")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> RunLock.acquire(store, "clean-f1", "run-2"))
                    .isInstanceOfSatisfying(
                            BloomeryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TRY_AGAIN))
                    .hasMessageContaining("is being made by run run-1");
        }
        RunLock.acquire(store, "clean-f1", "run-2").close();
    }

    @Test
    void takesOverTheLockOfADeadProcessOfThisHost() throws IOException {
        Path file = new Path(store.root(), "_locks/clean-f1.lock");
        try (RunLock own = RunLock.acquire(store, "clean-f1", "run-1")) {
            assertThat(own).isNotNull();
            String dead = Files.readString(directory.resolve("_locks/clean-f1.lock"))
                    .replaceFirst("\"pid\":\\d+", "\"pid\":2147483647");
            try (OutputStream out = fileSystem.create(file, true)) {
                out.write(dead.getBytes(StandardCharsets.UTF_8));
            }
            RunLock.acquire(store, "clean-f1", "run-2").close();
        }
    }

    @Test
    void noticesThatAnotherRunTookOver() throws IOException {
        Path file = new Path(store.root(), "_locks/clean-f1.lock");
        try (RunLock silent = RunLock.acquire(store, "clean-f1", "run-1")) {
            fileSystem.delete(file, false);
            try (RunLock other = RunLock.acquire(store, "clean-f1", "run-2")) {
                assertThatThrownBy(silent::verifyHeld).hasMessageContaining("another run took over its lock");
                other.verifyHeld();
            }
        }
    }

    @Test
    void leavesTheLockOfTheRunThatTookOverInPlace() throws IOException {
        Path file = new Path(store.root(), "_locks/clean-f1.lock");
        try (RunLock silent = RunLock.acquire(store, "clean-f1", "run-1")) {
            assertThat(silent).isNotNull();
            String stolen =
                    Files.readString(directory.resolve("_locks/clean-f1.lock")).replace("run-1", "run-2");
            try (OutputStream out = fileSystem.create(file, true)) {
                out.write(stolen.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(fileSystem.exists(file)).isTrue();
    }

    private Path staged(String fingerprint, String content) throws IOException {
        Path staging = store.freshStaging("ore", fingerprint, "run-1");
        try (OutputStream out = fileSystem.create(new Path(staging, "data.txt"))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return staging;
    }

    private static Manifest manifest(String fingerprint, long bytes) {
        return new Manifest(
                Manifest.FORMAT_VERSION,
                "ore",
                "dig",
                fingerprint,
                "run-1",
                "0.1.0",
                List.of(),
                Map.of("depth", 3),
                "",
                Counters.allKept(1),
                Map.of(),
                1,
                List.of(new DataFile("data.txt", 1, bytes, Sha256.of("iron"))),
                "digest",
                "2026-01-01T00:00:00Z");
    }
}
