package io.bloomery.jobs.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundFolderTest {

    private static final List<String> ORDER_OF_NAMING =
            List.of(Segment.PAGES, Segment.ROBOTS, Segment.HOSTS, Segment.TALLY, Segment.URLS);

    private static final String SEGMENT = Segment.name(1, 0, 0, 0, 0);

    @TempDir
    Path work;

    private TableStore store;
    private RoundFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(work.toUri());
        store = new TableStore(FileSystem.getLocal(new Configuration()), root);
        folder = RoundFolder.of(root, 1);
        Files.createDirectories(work.resolve("round-00001/visits"));
    }

    @Test
    void aSegmentCountsFromTheMomentThatItsJournalOfUrlsHasItsName() throws IOException {
        for (String suffix : ORDER_OF_NAMING) {
            assertThat(folder.segments(store, Segment.HOSTS)).isEmpty();
            assertThat(folder.segments(store, Segment.TALLY)).isEmpty();
            name(suffix);
        }
        assertThat(folder.segments(store, Segment.HOSTS)).extracting("name").containsExactly(SEGMENT + Segment.HOSTS);
        assertThat(folder.segments(store, Segment.TALLY)).extracting("name").containsExactly(SEGMENT + Segment.TALLY);
    }

    @Test
    void aFileThatIsBeingWrittenDoesNotCount() throws IOException {
        for (String suffix : ORDER_OF_NAMING) {
            name("_" + SEGMENT, suffix);
        }
        assertThat(folder.segments(store, Segment.URLS)).isEmpty();
        assertThat(folder.segments(store, Segment.HOSTS)).isEmpty();
    }

    @Test
    void segmentsComeInTheOrderOfTheirNames() throws IOException {
        String later = Segment.name(1, 1, 0, 0, 0);
        name(later, Segment.URLS);
        name(Segment.URLS);
        assertThat(folder.segments(store, Segment.URLS))
                .extracting("name")
                .containsExactly(SEGMENT + Segment.URLS, later + Segment.URLS);
    }

    private void name(String suffix) throws IOException {
        name(SEGMENT, suffix);
    }

    private void name(String segment, String suffix) throws IOException {
        Files.createFile(work.resolve("round-00001/visits").resolve(segment + suffix));
    }
}
