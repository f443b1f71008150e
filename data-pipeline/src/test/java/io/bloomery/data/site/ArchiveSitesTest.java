package io.bloomery.data.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSitesTest {

    @TempDir
    private Path directory;

    private ArchiveSites sites;

    @BeforeEach
    void serve() throws IOException {
        Path archive = directory.resolve("site.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            add(zip, "index.html", "<p>front</p>");
            add(zip, "a/index.html", "<p>below</p>");
            add(zip, "a/with space.html", "<p>space</p>");
            add(zip, "style.css", "p {}");
            add(zip, "../outside.html", "<p>outside</p>");
        }
        sites = ArchiveSites.start(Map.of("docs.test", archive), List.of("/private/"), 0);
    }

    @AfterEach
    void stop() {
        sites.close();
    }

    @Test
    void servesPagesUnderTheNameOfTheSite() throws IOException {
        assertThat(sites.frontPages()).containsExactly("http://docs.test/index.html");
        assertThat(request("GET http://docs.test/index.html HTTP/1.1\r\nHost: docs.test"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-type: text/html", "Etag: ", "Last-modified: ")
                .endsWith("<p>front</p>");
        assertThat(request("GET / HTTP/1.1\r\nHost: docs.test:8080")).endsWith("<p>front</p>");
        assertThat(request("GET /a/ HTTP/1.1\r\nHost: DOCS.test")).endsWith("<p>below</p>");
        assertThat(request("GET /a/with%20space.html HTTP/1.1\r\nHost: docs.test"))
                .endsWith("<p>space</p>");
        assertThat(request("GET /style.css HTTP/1.1\r\nHost: docs.test")).contains("text/css");
    }

    @Test
    void answersWhatIsNotThereWithNotFound() throws IOException {
        assertThat(request("GET /b.html HTTP/1.1\r\nHost: docs.test")).startsWith("HTTP/1.1 404 ");
        assertThat(request("GET /a HTTP/1.1\r\nHost: docs.test")).startsWith("HTTP/1.1 404 ");
        assertThat(request("GET / HTTP/1.1\r\nHost: other.test")).startsWith("HTTP/1.1 404 ");
        assertThat(request("GET /../outside.html HTTP/1.1\r\nHost: docs.test")).startsWith("HTTP/1.1 404 ");
        assertThat(request("GET /..%2foutside.html HTTP/1.1\r\nHost: docs.test"))
                .startsWith("HTTP/1.1 404 ");
        assertThat(request("POST / HTTP/1.1\r\nHost: docs.test\r\nContent-Length: 0"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void sendsNoBodyToHeadAndToWhoHasThePage() throws IOException {
        String head = request("HEAD / HTTP/1.1\r\nHost: docs.test");
        assertThat(head).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
        String etag = head.replaceAll("(?s).*Etag: (\\S+).*", "$1");
        assertThat(request("GET / HTTP/1.1\r\nHost: docs.test\r\nIf-None-Match: " + etag))
                .startsWith("HTTP/1.1 304 ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void tellsCrawlersWhatToReadAndWhatNot() throws IOException {
        assertThat(request("GET /robots.txt HTTP/1.1\r\nHost: docs.test"))
                .endsWith("User-agent: *\nDisallow: /private/\nSitemap: http://docs.test/sitemap.xml\n");
        assertThat(request("GET /sitemap.xml HTTP/1.1\r\nHost: docs.test"))
                .contains(
                        "<loc>http://docs.test/index.html</loc>",
                        "<loc>http://docs.test/a/index.html</loc>",
                        "<loc>http://docs.test/a/with%20space.html</loc>")
                .doesNotContain("style.css", "outside");
    }

    @Test
    void anArchiveThatIsNoneStopsTheRun() throws IOException {
        Path text = Files.writeString(directory.resolve("text.zip"), "text");
        assertThatThrownBy(() -> ArchiveSites.start(Map.of("docs.test", text), List.of(), 0))
                .isInstanceOf(BloomeryException.class)
                .hasMessageStartingWith("cannot serve [" + text + "] on port 0: ");
    }

    private String request(String head) throws IOException {
        int port = Integer.parseInt(sites.proxy().replaceFirst(".*:", ""));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write((head + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }
}
