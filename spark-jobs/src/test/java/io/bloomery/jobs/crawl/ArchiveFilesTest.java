package io.bloomery.jobs.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveFilesTest {

    @Test
    void joinsSegmentsInOrderUntilAFileIsFull() {
        long full = ArchiveFiles.FULL_BYTES;
        List<ArchiveFiles> files =
                ArchiveFiles.plan(List.of(part("c", full), part("a", full - 1), part("b", 1), part("d", 1)));
        assertThat(files)
                .extracting(ArchiveFiles::name)
                .containsExactly(
                        "part-00000-of-00003.warc.gz", "part-00001-of-00003.warc.gz", "part-00002-of-00003.warc.gz");
        assertThat(files.get(0).segments())
                .extracting(ArchiveFiles.Part::segment)
                .containsExactly("a", "b");
        assertThat(files.get(0).records()).isEqualTo(2);
    }

    @Test
    void nothingMakesNoFile() {
        assertThat(ArchiveFiles.plan(List.of())).isEmpty();
    }

    private static ArchiveFiles.Part part(String segment, long bytes) {
        return new ArchiveFiles.Part(segment, bytes, 1);
    }
}
