package io.bloomery.jobs.quickstart;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gets {@code -javadoc} jars with the Maven that is installed, so that its mirrors, proxies and caches apply.
 *
 * <p>A jar that is there is not asked for again.
 */
public final class JavadocJars {

    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
    private static final int TAIL_CHARACTERS = 600;

    private final Path directory;
    private final Progress progress;

    public JavadocJars(Path directory, Progress progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * The jar of each library, by a host name made of its artifact and version.
     *
     * @throws BloomeryException with {@link ErrorCode#UNAVAILABLE} where Maven cannot get one
     */
    public Map<String, Path> resolve(List<String> coordinates) throws IOException {
        prepare();
        Map<String, Path> jars = new TreeMap<>();
        for (String library : coordinates) {
            String artifact = library.substring(library.indexOf(':') + 1);
            String name = artifact.replace(':', '-');
            Path jar = directory.resolve(name + "-javadoc.jar");
            if (!Files.exists(jar)) {
                progress.say("quickstart: getting the javadoc of " + library + " through Maven ...");
                copy(library, jar);
            }
            jars.put(name + ".javadoc.test", jar);
        }
        return jars;
    }

    private void prepare() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new BloomeryException(
                    ErrorCode.CANNOT_CREATE,
                    "cannot create quickstart.download-directory " + directory.toAbsolutePath() + ": " + e.getMessage(),
                    "Name a directory that can be written with --set quickstart.download-directory=PATH.",
                    e);
        }
    }

    /** Copies beside its place and renames, so that a killed download is not taken for a jar. */
    private void copy(String library, Path jar) throws IOException {
        Path incoming = Files.createTempDirectory(directory, "incoming-");
        Path log = Files.createTempFile("bloomery-maven", ".log");
        Process maven = start(
                new ProcessBuilder(
                                mavenCommand(),
                                "-B",
                                "-q",
                                COPY,
                                "-Dartifact=" + library + ":jar:javadoc",
                                "-DoutputDirectory=" + incoming.toAbsolutePath())
                        .directory(incoming.toFile()) // outside any project, so that no pom is read
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile()),
                library);
        int status = waitFor(maven);
        String output = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        Path copied = incoming.resolve(jar.getFileName());
        if (status == 0 && Files.exists(copied)) {
            Files.move(copied, jar, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(incoming);
        if (!Files.exists(jar)) {
            throw unavailable(
                    library,
                    "mvn ended with status " + status + ": "
                            + output.substring(Math.max(0, output.length() - TAIL_CHARACTERS))
                                    .replaceAll("\\s+", " "),
                    null);
        }
    }

    private static Process start(ProcessBuilder builder, String library) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw unavailable(library, "mvn cannot be started: " + e.getMessage(), e);
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static BloomeryException unavailable(String library, String what, Throwable cause) {
        return new BloomeryException(
                ErrorCode.UNAVAILABLE,
                "cannot get the javadoc of " + library + ": " + what,
                "Check that Maven 3.8 or newer is on PATH and reaches its repositories, or name seed URLs with"
                        + " --set 'crawl.seeds=[\"https://...\"]'.",
                cause);
    }

    private static String mavenCommand() {
        return File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
    }
}
