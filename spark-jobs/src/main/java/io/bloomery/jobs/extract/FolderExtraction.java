package io.bloomery.jobs.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.extract.Extracted;
import io.bloomery.data.extract.HtmlExtractor;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Extracts every {@code .html} and {@code .html.gz} file of a folder on all cores.
 *
 * <p>Writes one JSON object a line, sorted by id, which is the file's name without its endings; the output appears whole
 * or not at all.
 */
public final class FolderExtraction {

    private static final List<String> ENDINGS = List.of(".html.gz", ".html");
    private static final int PAGES_AHEAD = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HtmlExtractor extractor;
    private final int maxBytes;
    private final boolean withMetadata;
    private final Progress progress;

    /**
     * Prepares an extraction.
     *
     * @param maxBytes bytes of a page that are read after decompression; the extractor looks at no more
     * @param withMetadata whether title, author, date, language, licence, character set, page type and whether the page
     *     was longer than what was read are written, too
     */
    public FolderExtraction(HtmlExtractor extractor, int maxBytes, boolean withMetadata, Progress progress) {
        this.extractor = requireNonNull(extractor, "extractor");
        this.maxBytes = maxBytes;
        this.withMetadata = withMetadata;
        this.progress = requireNonNull(progress, "progress");
    }

    /**
     * Extracts a folder.
     *
     * @return how many pages were written
     * @throws BloomeryException where the folder holds no page, or two pages of one id
     */
    public int run(FileSystem inputs, Path folder, FileSystem outputs, Path file) throws IOException {
        Map<String, Path> pages = pages(inputs, folder);
        Path output = outputs.makeQualified(file);
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            new TableStore(outputs, output.getParent())
                    .writeAtomically(output, out -> write(inputs, pages, workers, out));
        } finally {
            workers.shutdownNow();
        }
        return pages.size();
    }

    private void write(FileSystem inputs, Map<String, Path> pages, ExecutorService workers, OutputStream out)
            throws IOException {
        Deque<Future<String>> ahead = new ArrayDeque<>();
        int window = PAGES_AHEAD * Runtime.getRuntime().availableProcessors();
        List<Map.Entry<String, Path>> all = new ArrayList<>(pages.entrySet());
        int done = 0;
        for (int i = 0; done < all.size(); i++) {
            if (i < all.size()) {
                Map.Entry<String, Path> page = all.get(i);
                ahead.add(workers.submit(
                        () -> line(page.getKey(), PageFile.read(inputs, page.getValue(), maxBytes + 1))));
            }
            if (ahead.size() >= window || i >= all.size()) {
                out.write(result(ahead.remove()).getBytes(UTF_8));
                done++;
                progress.report("extract", done, all.size(), "pages");
            }
        }
    }

    private static String result(Future<String> line) throws IOException {
        try {
            return line.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String line(String id, byte[] page) throws IOException {
        Extracted extracted = extractor.extract(page, "", "");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("url", extracted.canonicalUrl());
        if (withMetadata) {
            fields.put("title", extracted.title());
            fields.put("author", extracted.author());
            fields.put("date", extracted.date());
            fields.put("language", extracted.language());
            fields.put("license", extracted.license());
            fields.put("charset", extracted.charset());
            fields.put("cut", page.length > maxBytes);
            fields.put("page_type", extracted.pageType().toString().toLowerCase(Locale.ROOT));
        }
        fields.put("text", extracted.text());
        return JSON.writeValueAsString(fields) + "\n";
    }

    private static Map<String, Path> pages(FileSystem inputs, Path folder) throws IOException {
        Map<String, Path> pages = new TreeMap<>();
        for (FileStatus file : inputs.listStatus(folder)) {
            String name = file.getPath().getName();
            String ending = ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
            if (file.isFile() && !ending.isEmpty()) {
                String id = name.substring(0, name.length() - ending.length());
                if (pages.put(id, file.getPath()) != null) {
                    throw new BloomeryException(
                            ErrorCode.BAD_DATA,
                            folder + " holds two pages with the id " + id,
                            "Keep either " + id + ".html or " + id + ".html.gz.");
                }
            }
        }
        if (pages.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    folder + " holds no page",
                    "Give a folder with files named *.html or *.html.gz.");
        }
        return pages;
    }
}
