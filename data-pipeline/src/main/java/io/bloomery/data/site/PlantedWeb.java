package io.bloomery.data.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server of made-up sites on loopback addresses, 127.0.0.1 and up, that notes when it was asked for what.
 *
 * <p>Each site has an address of its own, a robots.txt with its Crawl-delay and its sitemap, and pages of the same size
 * that link to one another. It does as little as a server can, so that a crawler beside it can be measured. Speaks just
 * enough of HTTP/1.1 for GET requests of crawlers. Safe for use by several threads.
 */
public final class PlantedWeb implements AutoCloseable {

    private static final int LINKS = 10;
    private static final int VOCABULARY = 500;
    private static final int MAX_HEAD = 1 << 14;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "planted-web");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Site> sites = new TreeMap<>();
    private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final Map<Socket, Boolean> connections = new ConcurrentHashMap<>();
    private final byte[] text;

    /**
     * What one site is.
     *
     * @param pages how many, at most 50,000, since all are in one sitemap
     * @param delay its Crawl-delay; zero for none
     */
    public record Site(int pages, Duration delay) {}

    /**
     * A request.
     *
     * @param nanos when its head had been read, by {@link System#nanoTime}
     */
    public record Visit(String host, String path, long nanos) {}

    private PlantedWeb(ServerSocket server, List<Site> sites, int pageBytes) {
        this.server = server;
        this.text = text(pageBytes);
        for (int i = 0; i < sites.size(); i++) {
            this.sites.put("127.0.0." + (i + 1), sites.get(i));
        }
    }

    /**
     * Starts serving on a free port.
     *
     * @param sites at most 254
     * @param pageBytes size of a page, or a little more
     */
    public static PlantedWeb start(List<Site> sites, int pageBytes) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 1024);
            PlantedWeb web = new PlantedWeb(server, sites, pageBytes);
            web.threads.execute(web::accept);
            return web;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve on a loopback address", e);
        }
    }

    /** The front page of every site. */
    public List<String> frontPages() {
        return sites.keySet().stream()
                .map(host -> "http://" + host + ":" + server.getLocalPort() + "/page/0")
                .toList();
    }

    /** The sites, by host. */
    public Map<String, Site> sites() {
        return Map.copyOf(sites);
    }

    /** All requests so far, in the order in which they came for each host. */
    public List<Visit> visits() {
        return List.copyOf(visits);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections.keySet()) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop the server", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                connections.put(connection, true);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            threads.shutdownNow(); // it was closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            String host = connection.getLocalAddress().getHostAddress();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String path = head.split(" ", 3)[1];
                visits.add(new Visit(host, path, System.nanoTime()));
                out.write(answer(host, path, head));
                out.flush();
            }
        } catch (IOException e) {
            connections.remove(connection); // the crawler went away
        } finally {
            connections.remove(connection);
        }
    }

    /** The head of a request, up to the empty line; empty where there is none any more. */
    private static String head(InputStream in) throws IOException {
        byte[] head = new byte[MAX_HEAD];
        int length = 0;
        int lineEnds = 0;
        while (lineEnds < 2 && length < MAX_HEAD) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head[length++] = (byte) next;
            lineEnds = next == '\n' ? lineEnds + 1 : next == '\r' ? lineEnds : 0;
        }
        return lineEnds == 2 ? new String(head, 0, length, ISO_8859_1) : "";
    }

    private byte[] answer(String host, String path, String head) {
        Site site = sites.get(host);
        if (site == null) {
            return response("404 Not Found", "text/plain", new byte[0]);
        }
        String origin = "http://" + host + ":" + server.getLocalPort();
        if (path.equals("/robots.txt")) {
            String delay =
                    site.delay().isZero() ? "" : "Crawl-delay: " + site.delay().toMillis() / 1000.0 + "\n";
            return response(
                    "200 OK",
                    "text/plain",
                    ("User-agent: *\n" + delay + "Sitemap: " + origin + "/sitemap.txt\n").getBytes(ISO_8859_1));
        }
        if (path.equals("/sitemap.txt")) {
            StringBuilder urls = new StringBuilder();
            for (int page = 0; page < site.pages(); page++) {
                urls.append(origin).append("/page/").append(page).append('\n');
            }
            return response("200 OK", "text/plain", urls.toString().getBytes(ISO_8859_1));
        }
        return path.matches("/page/[0-9]{1,6}")
                ? page(Integer.parseInt(path.substring("/page/".length())), site, head)
                : response("404 Not Found", "text/plain", new byte[0]);
    }

    private byte[] page(int number, Site site, String head) {
        if (number >= site.pages()) {
            return response("404 Not Found", "text/plain", new byte[0]);
        }
        if (head.contains("If-None-Match: \"" + number + "\"")) {
            return ("HTTP/1.1 304 Not Modified\r\nETag: \"" + number + "\"\r\n\r\n").getBytes(ISO_8859_1);
        }
        StringBuilder links =
                new StringBuilder("<!doctype html><html><head><title>page " + number + "</title></head><body><ul>\n");
        for (int i = 1; i <= LINKS; i++) {
            links.append("<li><a href=\"/page/")
                    .append((number * LINKS + i) % site.pages())
                    .append("\">page</a></li>\n");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(text.length + 1024);
        body.writeBytes(links.append("</ul>\n").toString().getBytes(ISO_8859_1));
        body.writeBytes(text);
        return response("200 OK\r\nETag: \"" + number + "\"", "text/html", body.toByteArray());
    }

    private static byte[] response(String status, String type, byte[] body) {
        String head =
                "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream message = new ByteArrayOutputStream(body.length + head.length());
        message.writeBytes(head.getBytes(ISO_8859_1));
        message.writeBytes(body);
        return message.toByteArray();
    }

    /** Paragraphs of made-up words; the same for the same size. */
    private static byte[] text(int bytes) {
        SplittableRandom random = new SplittableRandom(bytes);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < VOCABULARY; i++) {
            words.add(Integer.toString(random.nextInt(1 << 30), 36));
        }
        StringBuilder text = new StringBuilder("<p>");
        while (text.length() < bytes) {
            text.append(words.get((int) (VOCABULARY * random.nextDouble() * random.nextDouble())));
            text.append(random.nextInt(80) == 0 ? ".</p>\n<p>" : " ");
        }
        return text.append("</p></body></html>").toString().getBytes(ISO_8859_1);
    }
}
