package io.bloomery.jobs.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.extract.ExtractConfig;
import io.bloomery.data.extract.HtmlExtractor;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.jobs.run.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderExtractionTest {

    private static final String PROSE =
            "The mill stands by the river, and its wheel has not turned for years. ".repeat(5);

    @TempDir
    private Path folder;

    private Path pages;
    private Path output;

    @BeforeEach
    void makeFolder() throws IOException {
        pages = Files.createDirectory(folder.resolve("pages"));
        output = folder.resolve("texts.jsonl");
    }

    @Test
    void writesALineForEveryPageSortedById() throws IOException {
        for (int i = 20; i > 0; i--) {
            Files.writeString(pages.resolve("page-" + (100 + i) + ".html"), page("https://mill.test/" + i));
        }
        Files.write(pages.resolve("page-100.html.gz"), gzip(page("")));
        Files.writeString(pages.resolve("notes.txt"), "no page");

        assertThat(run(false)).isEqualTo(21);

        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(21).isSorted();
        assertThat(lines.get(0)).startsWith("{\"id\":\"page-100\",\"url\":\"\",\"text\":\"The mill");
        assertThat(lines.get(1)).startsWith("{\"id\":\"page-101\",\"url\":\"https://mill.test/1\",\"text\":\"The mill");
    }

    @Test
    void addsMetadata() throws IOException {
        Files.writeString(pages.resolve("a.html"), page("https://mill.test/"));
        run(true);
        assertThat(Files.readString(output))
                .contains("\"title\":\"Mill\"", "\"charset\":\"UTF-8\"", "\"page_type\":\"", "\"language\":\"en\"");
    }

    @Test
    void readsNoMoreOfAPageOfHalfAGigabyteThanItMay() throws IOException {
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) ' ');
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(pages.resolve("bomb.html.gz")))) {
            out.write(page("").getBytes(UTF_8));
            for (int i = 0; i < 500; i++) {
                out.write(megabyte);
            }
        }
        Files.writeString(pages.resolve("small.html"), page(""));

        run(true);

        List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(0)).contains("\"id\":\"bomb\"", "\"cut\":true", "\"text\":\"The mill stands");
        assertThat(lines.get(1)).contains("\"id\":\"small\"", "\"cut\":false");
    }

    @Test
    void leavesTheOldOutputWhereAPageIsDamaged() throws IOException {
        Files.writeString(output, "old");
        byte[] whole = gzip(page(""));
        Files.write(pages.resolve("a.html.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> run(false))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("a.html.gz is not a whole gzip file");
        assertThat(Files.readString(output)).isEqualTo("old");
    }

    @Test
    void replacesTheOutputAndLeavesNothingBehind() throws IOException {
        Files.writeString(output, "old");
        Files.writeString(pages.resolve("a.html"), page(""));
        run(false);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".crc")))
                    .containsExactlyInAnyOrder("pages", "texts.jsonl");
        }
        assertThat(Files.readString(output)).startsWith("{\"id\":\"a\"");
    }

    @Test
    void refusesAFolderWithoutPagesAndTwoPagesOfOneId() throws IOException {
        assertThatThrownBy(() -> run(false)).hasMessageContaining("holds no page");
        Files.writeString(pages.resolve("a.html"), page(""));
        Files.write(pages.resolve("a.html.gz"), gzip(page("")));
        assertThatThrownBy(() -> run(false)).hasMessageContaining("two pages with the id a");
    }

    private int run(boolean withMetadata) throws IOException {
        FileSystem local = FileSystem.getLocal(new Configuration());
        return new FolderExtraction(
                        new HtmlExtractor(new ExtractConfig(1 << 20, 512, 100_000)),
                        1 << 20,
                        withMetadata,
                        Progress.silent())
                .run(
                        local,
                        new org.apache.hadoop.fs.Path(pages.toUri()),
                        local,
                        new org.apache.hadoop.fs.Path(output.toUri()));
    }

    private static String page(String url) {
        String link = url.isEmpty() ? "" : "<link rel=canonical href='" + url + "'>";
        return "<html lang=en><head><title>Mill</title>" + link + "</head><body><article><p>" + PROSE + "</p><p>"
                + PROSE + "</p></article></body></html>";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
