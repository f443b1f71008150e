package io.bloomery.data.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** One site: the entries of an archive as resources, with a robots.txt and a sitemap made for them. */
final class ArchiveSite implements AutoCloseable {

    private static final int MAX_SITEMAP_URLS = 50_000;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html"),
            Map.entry("htm", "text/html"),
            Map.entry("xhtml", "application/xhtml+xml"),
            Map.entry("css", "text/css"),
            Map.entry("js", "text/javascript"),
            Map.entry("json", "application/json"),
            Map.entry("xml", "application/xml"),
            Map.entry("txt", "text/plain"),
            Map.entry("png", "image/png"),
            Map.entry("gif", "image/gif"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("zip", "application/zip"));

    private final String host;
    private final ZipFile archive;
    private final List<String> disallowed;

    private ArchiveSite(String host, ZipFile archive, List<String> disallowed) {
        this.host = host;
        this.archive = archive;
        this.disallowed = List.copyOf(disallowed);
    }

    static ArchiveSite open(String host, Path archive, List<String> disallowed) throws IOException {
        return new ArchiveSite(host, new ZipFile(archive.toFile()), disallowed);
    }

    String frontPage() {
        return "http://" + host + "/index.html";
    }

    /** The entry at a decoded path; a directory gives its index.html. Only names that the archive lists are found. */
    Optional<ZipEntry> entry(String path) {
        String name = path.startsWith("/") ? path.substring(1) : path;
        String file = name.isEmpty() || name.endsWith("/") ? name + "index.html" : name;
        return Optional.ofNullable(archive.getEntry(file))
                .filter(entry -> !entry.isDirectory() && isServed(entry.getName()));
    }

    InputStream open(ZipEntry entry) throws IOException {
        return archive.getInputStream(entry);
    }

    static String contentType(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    byte[] robots() {
        StringBuilder robots = new StringBuilder("User-agent: *\n");
        disallowed.forEach(path -> robots.append("Disallow: ").append(path).append('\n'));
        robots.append("Sitemap: http://").append(host).append("/sitemap.xml\n");
        return robots.toString().getBytes(UTF_8);
    }

    byte[] sitemap() {
        StringBuilder sitemap = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>");
        sitemap.append("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\n");
        archive.stream()
                .map(ZipEntry::getName)
                .filter(name -> contentType(name).equals("text/html") && isServed(name))
                .sorted()
                .limit(MAX_SITEMAP_URLS)
                .forEach(name ->
                        sitemap.append("<url><loc>").append(escaped(url(name))).append("</loc></url>\n"));
        return sitemap.append("</urlset>\n").toString().getBytes(UTF_8);
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    private String url(String name) {
        try {
            return new URI("http", host, "/" + name, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a host and an absolute path make a URL", e);
        }
    }

    private static boolean isServed(String name) {
        return Arrays.stream(name.split("/", -1)).noneMatch(part -> part.equals("..") || part.equals("."));
    }

    private static String escaped(String url) {
        return url.replace("&", "&amp;").replace("'", "&apos;").replace("<", "&lt;");
    }
}
