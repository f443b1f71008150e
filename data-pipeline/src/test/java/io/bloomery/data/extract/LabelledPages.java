package io.bloomery.data.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads a folder of pages with known main text: {@code html/ID.html.gz} and {@code truth/ID.json}. */
final class LabelledPages {

    /** A page and what is known of it. */
    static final class Page {
        private final String id;
        private final String type;
        private final byte[] html;
        private final String truth;

        private Page(String id, String type, byte[] html, String truth) {
            this.id = id;
            this.type = type;
            this.html = html;
            this.truth = truth;
        }

        String id() {
            return id;
        }

        String type() {
            return type;
        }

        byte[] html() {
            return html;
        }

        String truth() {
            return truth;
        }
    }

    private LabelledPages() {}

    static List<Page> read(Path folder) throws IOException {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("truth"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode truth = new ObjectMapper().readTree(Files.readAllBytes(file));
                String id = truth.get("id").asText();
                Path html = folder.resolve("html").resolve(id + ".html.gz");
                try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(html))) {
                    pages.add(new Page(
                            id,
                            truth.get("page_type").asText(),
                            in.readAllBytes(),
                            truth.get("main_content").asText()));
                }
            }
        }
        return pages;
    }
}
