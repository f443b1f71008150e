package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.CrawlOutcome;
import io.bloomery.data.source.CdxLine;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.storage.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Turns the archive files of the tasks into the table {@code pages}: final names, an index, and a digest. */
final class PagesWriter {

    static final String TABLE = "pages";
    static final String INDEX = "index.cdxj";

    private final StageContext context;

    PagesWriter(StageContext context) {
        this.context = context;
    }

    /** Finishes the table; tells the final name of each file that holds a page. */
    Map<String, String> finish(List<VisitedUrl> visited) throws IOException {
        List<VisitedUrl> pages = visited.stream()
                .filter(url -> url.outcome().stored().isPresent())
                .toList();
        Map<String, Long> pagesByFile = pages.stream()
                .collect(Collectors.groupingBy(VisitedUrl::file, LinkedHashMap::new, Collectors.counting()));
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, Long> file : pagesByFile.entrySet()) {
            String name = String.format(Locale.ROOT, "part-%05d-of-%05d.warc.gz", names.size(), pagesByFile.size());
            context.store().rename(path(file.getKey()), path(name));
            context.records(TABLE, name, file.getValue());
            names.put(file.getKey(), name);
        }
        discardLeftovers();
        context.store().writeAtomically(path(INDEX), index(pages, names));
        context.contentDigest(TABLE, contentDigest(pages));
        return names;
    }

    /** The same for the same URLs, states and bodies, whatever files the pages are in and whenever they were fetched. */
    static String contentDigest(List<VisitedUrl> urls) {
        return Sha256.of(urls.stream()
                .map(VisitedUrl::outcome)
                .map(url -> String.join(
                                " ",
                                url.target().url().toString(),
                                Integer.toString(url.target().depth()),
                                url.state().label(),
                                Integer.toString(url.status()),
                                url.stored()
                                        .map(page -> page.position().payloadDigest())
                                        .orElse("-"))
                        + "\n")
                .sorted()
                .collect(Collectors.joining()));
    }

    private static String index(List<VisitedUrl> pages, Map<String, String> names) {
        List<CdxLine> lines = new ArrayList<>();
        for (VisitedUrl page : pages) {
            CrawlOutcome outcome = page.outcome();
            CrawlOutcome.Stored stored = stored(outcome);
            lines.add(new CdxLine(
                    outcome.target().url().toString(),
                    stored.date(),
                    stored.mime(),
                    outcome.status(),
                    stored.position().payloadDigest(),
                    stored.position().length(),
                    stored.position().offset(),
                    names.get(page.file())));
        }
        return lines.stream().sorted().map(line -> line.format() + "\n").collect(Collectors.joining());
    }

    private void discardLeftovers() throws IOException {
        for (FileStatus file : context.fileSystem().listStatus(context.staging(TABLE))) {
            if (file.getPath().getName().startsWith(VisitTask.TEMPORARY)) {
                context.store().discard(file.getPath());
            }
        }
    }

    private static CrawlOutcome.Stored stored(CrawlOutcome page) {
        return page.stored().orElseThrow();
    }

    private Path path(String name) {
        return new Path(context.staging(TABLE), name);
    }
}
