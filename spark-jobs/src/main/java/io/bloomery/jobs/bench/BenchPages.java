package io.bloomery.jobs.bench;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Pages to measure with, whole in memory, in a fixed order. */
public final class BenchPages {

    private static final int MAX_PAGES = 2000;
    private static final int MAX_PAGE_BYTES = 4 << 20;

    private BenchPages() {}

    /**
     * The {@code .html} and {@code .html.gz} files of a folder, at most 2,000 of them.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} if there are none
     */
    public static List<byte[]> ofFolder(Path folder) throws IOException {
        List<byte[]> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inOrder = files.filter(file ->
                            file.toString().endsWith(".html") || file.toString().endsWith(".html.gz"))
                    .sorted()
                    .limit(MAX_PAGES)
                    .toList();
            for (Path file : inOrder) {
                pages.add(read(file));
            }
        }
        if (pages.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "there is no .html or .html.gz file below " + folder,
                    "Name a folder of pages with --input, or leave it out for the pages of the quickstart.");
        }
        return pages;
    }

    /** Pages of archives of HTML, such as javadoc jars, at most 2,000 of them. */
    public static List<byte[]> ofJars(Collection<Path> jars) throws IOException {
        List<byte[]> pages = new ArrayList<>();
        for (Path jar : jars) {
            try (ZipFile archive = new ZipFile(jar.toFile())) {
                List<? extends ZipEntry> entries = archive.stream()
                        .filter(entry -> entry.getName().endsWith(".html"))
                        .limit(MAX_PAGES - pages.size())
                        .toList();
                for (ZipEntry entry : entries) {
                    try (InputStream in = archive.getInputStream(entry)) {
                        pages.add(in.readNBytes(MAX_PAGE_BYTES));
                    }
                }
            }
        }
        return pages;
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            boolean packed = file.toString().endsWith(".gz");
            return (packed ? new GZIPInputStream(in) : in).readNBytes(MAX_PAGE_BYTES);
        }
    }
}
