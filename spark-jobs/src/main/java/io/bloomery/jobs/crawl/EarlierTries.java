package io.bloomery.jobs.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.crawl.HostPlan.Done;
import io.bloomery.jobs.table.FrontierTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What earlier tries of a task have finished, in the same start of a round. */
final class EarlierTries {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EarlierTries() {}

    /** The visits of each host. */
    static Map<String, List<Done>> read(FileSystem fileSystem, Path segments, TaskAttempt attempt) throws IOException {
        Map<String, List<Done>> done = new HashMap<>();
        if (attempt.attempt() == 0) {
            return done;
        }
        for (FileStatus file : fileSystem.listStatus(segments)) {
            String name = file.getPath().getName();
            if (name.startsWith(attempt.siblings()) && name.endsWith(Segment.URLS)) {
                read(fileSystem, file.getPath(), done);
            }
        }
        return done;
    }

    private static void read(FileSystem fileSystem, Path journal, Map<String, List<Done>> done) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(fileSystem.open(journal)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = JSON.readTree(line);
                done.computeIfAbsent(row.path(FrontierTable.HOST).asText(), host -> new ArrayList<>())
                        .add(visit(row));
            }
        }
    }

    private static Done visit(JsonNode row) {
        List<String> links = new ArrayList<>();
        row.path(FrontierTable.LINKS).forEach(link -> links.add(link.asText()));
        return FrontierTable.done(
                row.path(FrontierTable.URL).asText(),
                row.path(FrontierTable.DEPTH).asInt(),
                row.path(FrontierTable.REDIRECTS).asInt(),
                row.path(FrontierTable.STATE).asText(),
                links);
    }
}
