package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.CrawlOutcome;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.source.WarcPageWriter;
import io.bloomery.jobs.storage.TaskFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;

/**
 * A few seconds of the work of a task: archives, and journals of the URLs and hosts whose visits they hold.
 *
 * <p>Files are closed before they get their names, and the journal of URLs gets its name last: where it is there, so is
 * all that it speaks of. That holds on any file system, whatever it does with files that are never closed. Not for use by
 * several threads, but for the two archives.
 */
final class Segment {

    static final String ARCHIVE = ".warc.gz";
    static final String PAGES = ".pages" + ARCHIVE;
    static final String ROBOTS = ".robots" + ARCHIVE;
    static final String HOSTS = ".hosts.json.gz";
    static final String TALLY = ".tally.json";
    static final String URLS = ".urls.json.gz";

    private final TaskFiles files;
    private final String name;
    private final WarcPageWriter pages;
    private final WarcPageWriter robots;
    private final JsonRows urls;
    private final JsonRows hosts;
    private final Map<String, Long> states = new TreeMap<>();
    private long bytes;
    private long linksFound;
    private long hostsLearned;

    Segment(TaskFiles files, String name, Instant date, Map<String, String> warcinfo) throws IOException {
        this.files = files;
        this.name = name;
        this.pages = new WarcPageWriter(create(PAGES), name + PAGES, date, warcinfo);
        this.robots = new WarcPageWriter(create(ROBOTS), name + ROBOTS, date, warcinfo);
        this.urls = new JsonRows(new GZIPOutputStream(create(URLS)));
        this.hosts = new JsonRows(new GZIPOutputStream(create(HOSTS)));
    }

    /** The name of a segment; those of one task attempt sort in the order in which they were made. */
    static String name(int round, int launch, int partition, int attempt, int sequence) {
        return String.format(Locale.ROOT, "%05d-%04d-%05d-%03d-%05d", round, launch, partition, attempt, sequence);
    }

    /** The round of a file, from its name. */
    static int round(String file) {
        return Integer.parseInt(field(file, 0));
    }

    /** The start of the round in which a file was made, from its name. */
    static int launch(String file) {
        return Integer.parseInt(field(file, 1));
    }

    /** What all segments of a task attempt have in common. */
    static String task(String file) {
        return file.substring(0, file.lastIndexOf('-'));
    }

    private static String field(String file, int index) {
        String bare = file.startsWith(TaskFiles.TEMPORARY) ? file.substring(TaskFiles.TEMPORARY.length()) : file;
        return bare.split("-", -1)[index];
    }

    WarcPageWriter pages() {
        return pages;
    }

    WarcPageWriter robots() {
        return robots;
    }

    void url(CrawlOutcome outcome, Row row) throws IOException {
        states.merge(outcome.state().label(), 1L, Long::sum);
        bytes += outcome.state() == CrawlState.FETCHED ? outcome.bodyBytes() : 0;
        linksFound += outcome.links().size();
        urls.write(row);
    }

    void host(Row row) throws IOException {
        hostsLearned++;
        hosts.write(row);
    }

    long size() {
        return pages.position();
    }

    /** Gives the files their names. */
    void finish(int hostsActive, int hostsParked) throws IOException {
        pages.close();
        robots.close();
        hosts.close();
        urls.close();
        try (OutputStream tally = create(TALLY)) {
            tally.write(new Tally(bytes, hostsActive, hostsParked, states, linksFound, hostsLearned).toJson());
        }
        for (String suffix : new String[] {PAGES, ROBOTS, HOSTS, TALLY, URLS}) {
            files.finish(name + suffix);
        }
    }

    private OutputStream create(String suffix) throws IOException {
        return files.create(name + suffix);
    }
}
