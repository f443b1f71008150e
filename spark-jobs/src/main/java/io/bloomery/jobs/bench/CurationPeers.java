package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Has the peers, in a Python of the user's, work on the very pages and documents of a bench. */
final class CurationPeers {

    /** What a peer got through in a second of CPU time. */
    record Figure(
            @JsonProperty("peer") String peer,
            @JsonProperty("per_core_second") double perCoreSecond) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PeerScript script;

    /** Peers that are installed for an interpreter. */
    CurationPeers(String python) {
        script = new PeerScript(python, "curation_peers.py");
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
            PeerScript.delete(folder);
        }
    }

    private byte[] run(Path folder, Path documents, Duration each) throws IOException {
        return script.run(
                folder,
                List.of(
                        "--pages",
                        folder.toString(),
                        "--documents",
                        documents.toString(),
                        "--seconds",
                        String.valueOf(each.toSeconds())));
    }
}
