package io.bloomery.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCheckTest {

    @TempDir
    private java.nio.file.Path directory;

    private TableStore store;
    private TableCheck check;

    @BeforeEach
    void open() throws IOException {
        store = new TableStore(FileSystem.getLocal(new Configuration()), new Path(directory.toUri()));
        check = new TableCheck(store, file -> !file.equals("notes.txt"));
    }

    @Test
    void refusesChangedBytesOfTheSameLengthAndOffersTheNewestWholeVersion() throws IOException {
        PublishedTable first = publish("f1", "2026-01-01T00:00:00Z");
        PublishedTable second = publish("f2", "2026-01-02T00:00:00Z");
        PublishedTable third = publish("f3", "2026-01-03T00:00:00Z");
        check.require(third);

        change(third, "data.txt");
        BloomeryException refused = refusal(third);
        assertThat(refused.code()).isEqualTo(ErrorCode.BAD_DATA);
        assertThat(refused).hasMessageContaining(third.file("data.txt") + " is damaged: its sha256 is ");
        assertThat(refused.hint()).startsWith("The newest whole ore is " + second.path() + ": name that one, or ");
        change(second, "data.txt");
        assertThat(refusal(third).hint()).startsWith("The newest whole ore is " + first.path());
    }

    @Test
    void refusesAMissingFileAndSaysThatNothingIsWhole() throws IOException {
        PublishedTable only = publish("f1", "2026-01-01T00:00:00Z");
        store.fileSystem().delete(only.file("data.txt"), false);
        BloomeryException refused = refusal(only);
        assertThat(refused).hasMessageContaining("its sha256 is that of no file");
        assertThat(refused.hint()).startsWith("There is no whole ore under " + store.root());
    }

    @Test
    void doesNotLookAtFilesThatDoNotMatter() throws IOException {
        PublishedTable only = publish("f1", "2026-01-01T00:00:00Z");
        change(only, "notes.txt");
        check.require(only);
    }

    private BloomeryException refusal(PublishedTable table) {
        return catchThrowableOfType(BloomeryException.class, () -> check.require(table));
    }

    private PublishedTable publish(String fingerprint, String created) throws IOException {
        Path staged = store.freshStaging("ore", fingerprint, "run");
        for (String file : List.of("data.txt", "notes.txt")) {
            store.writeAtomically(new Path(staged, file), "iron");
        }
        DataFile data = new DataFile("data.txt", 1, 4, Sha256.of("iron"));
        DataFile notes = new DataFile("notes.txt", 1, 4, Sha256.of("iron"));
        return store.publish(
                staged,
                new Manifest(
                        Manifest.FORMAT_VERSION,
                        "ore",
                        "smelt",
                        fingerprint,
                        "run",
                        "test",
                        List.of(),
                        Map.of(),
                        "",
                        Counters.allKept(1),
                        Map.of(),
                        1,
                        List.of(data, notes),
                        "digest",
                        created));
    }

    /** Behind the back of Hadoop, whose own checksums would otherwise notice first. */
    private static void change(PublishedTable table, String file) throws IOException {
        java.nio.file.Path path = java.nio.file.Path.of(table.file(file).toUri());
        Files.writeString(path, "rust");
        Files.deleteIfExists(path.resolveSibling("." + file + ".crc"));
    }
}
