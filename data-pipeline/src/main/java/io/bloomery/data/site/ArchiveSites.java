package io.bloomery.data.site;

import com.sun.net.httpserver.HttpServer;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server on the loopback address that serves zip and jar archives, each as a site with a host name of its own.
 *
 * <p>Names need no resolver: a crawler uses {@link #proxy()} as its HTTP proxy and the sites have the URLs their names
 * say, whatever port is free. Every site has a robots.txt, a sitemap and validators (ETag, Last-Modified). Archives are
 * read in place, nothing is unpacked. Safe for use by several threads.
 */
public final class ArchiveSites implements AutoCloseable {

    /** Parts of a Javadoc site that repeat its other pages, as a site owner would list them in robots.txt. */
    public static final List<String> JAVADOC_DISALLOWED = List.of("/src-html/", "/*/class-use/", "/index-all.html");

    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, ArchiveSite> sites;

    private ArchiveSites(HttpServer server, ExecutorService threads, Map<String, ArchiveSite> sites) {
        this.server = server;
        this.threads = threads;
        this.sites = sites;
    }

    /**
     * Starts serving.
     *
     * @param archives the archive of each site, by host name in lower case
     * @param disallowed path patterns for robots.txt
     * @param port to listen on; 0 takes a free one
     */
    public static ArchiveSites start(Map<String, Path> archives, List<String> disallowed, int port) {
        Map<String, ArchiveSite> sites = new TreeMap<>();
        try {
            for (Map.Entry<String, Path> archive : archives.entrySet()) {
                sites.put(archive.getKey(), ArchiveSite.open(archive.getKey(), archive.getValue(), disallowed));
            }
            // The JDK's server sends head and body apart; with Nagle's algorithm every answer then waits 40 ms for an
            // ACK.
            System.setProperty("sun.net.httpserver.nodelay", "true");
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
                Thread thread = new Thread(task, "archive-sites");
                thread.setDaemon(true);
                return thread;
            });
            server.createContext("/", new SiteHandler(new HashMap<>(sites)));
            server.setExecutor(threads);
            server.start();
            return new ArchiveSites(server, threads, sites);
        } catch (IOException e) {
            closeAll(sites);
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "cannot serve " + archives.values() + " on port " + port + ": " + e.getMessage(),
                    "Check that the archives are zip files and that the port is free.",
                    e);
        }
    }

    /** {@code host:port} to use as HTTP proxy. */
    public String proxy() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The front page of every site, in order of host names. */
    public List<String> frontPages() {
        return sites.values().stream().map(ArchiveSite::frontPage).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        closeAll(sites);
    }

    private static void closeAll(Map<String, ArchiveSite> sites) {
        List<IOException> failures = new ArrayList<>();
        for (ArchiveSite site : sites.values()) {
            try {
                site.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new UncheckedIOException("cannot close an archive", failures.get(0));
        }
    }
}
