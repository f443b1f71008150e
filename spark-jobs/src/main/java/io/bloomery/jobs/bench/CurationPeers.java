package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Has the peers, in a Python of the user's, work on the very pages and documents of a bench. */
final class CurationPeers {

    /** What a peer got through in a second of CPU time. */
    record Figure(
            @JsonProperty("peer") String peer,
            @JsonProperty("per_core_second") double perCoreSecond) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SCRIPT = "curation_peers.py";

    private final String python;

    /** Peers that are installed for an interpreter. */
    CurationPeers(String python) {
        this.python = python;
    }

    /**
     * The peers' figures by name of the measurement.
     *
     * @throws BloomeryException with {@link ErrorCode#UNAVAILABLE} if Python cannot do it, with what it said
     */
    Map<String, Figure> measure(List<byte[]> pages, List<String> texts, Duration each) throws IOException {
        Path folder = Files.createTempDirectory("bloomery-bench-");
        try {
            for (int i = 0; i < pages.size(); i++) {
                Path file = folder.resolve(String.format(Locale.ROOT, "%06d.html.gz", i));
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                    out.write(pages.get(i));
                }
            }
            Path documents = folder.resolve("documents.jsonl");
            try (Writer out = Files.newBufferedWriter(documents, StandardCharsets.UTF_8)) {
                for (String text : texts) {
                    out.write(JSON.writeValueAsString(Map.of("text", text)) + "\n");
                }
            }
            return JSON.readValue(run(folder, documents, each), new TypeReference<>() {});
        } finally {
            delete(folder);
        }
    }

    private byte[] run(Path folder, Path documents, Duration each) throws IOException {
        Path script = folder.resolve(SCRIPT);
        try (InputStream in = CurationPeers.class.getResourceAsStream("/bloomery/bench/" + SCRIPT)) {
            Files.copy(in, script);
        }
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        python,
                        script.toString(),
                        "--pages",
                        folder.toString(),
                        "--documents",
                        documents.toString(),
                        "--seconds",
                        String.valueOf(each.toSeconds()))
                .redirectError(errors.toFile())
                .start();
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

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
