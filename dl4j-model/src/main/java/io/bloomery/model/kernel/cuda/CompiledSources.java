package io.bloomery.model.kernel.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Machine code that was made before, in a folder: by architecture and by the hash of all that it was made of.
 *
 * <p>A file begins with the hash of the rest, so one that was cut short is made again. Where the folder cannot be used the code is
 * made in every process.
 */
final class CompiledSources {

    private static final Logger LOG = LoggerFactory.getLogger(CompiledSources.class);
    private static final int HASH_BYTES = 32;

    private final Path folder;
    private final Compiler compiler;

    /** What makes machine code of a source. */
    interface Compiler {
        String version();

        byte[] compile(String source, List<String> definitions, String architecture);
    }

    CompiledSources(Path folder, Compiler compiler) {
        this.folder = folder;
        this.compiler = compiler;
    }

    /** Where the user's caches are. */
    static Path userFolder() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path root = caches == null || caches.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(caches);
        return root.resolve("bloomery").resolve("cuda");
    }

    byte[] of(String source, List<String> definitions, String architecture) {
        Path file = folder.resolve(architecture + "-" + key(source, definitions) + ".cubin");
        return kept(file).orElseGet(() -> {
            byte[] code = compiler.compile(source, definitions, architecture);
            keep(file, code);
            return code;
        });
    }

    private String key(String source, List<String> definitions) {
        StringBuilder all = new StringBuilder(compiler.version() + "\n" + definitions + "\n");
        Sources.HEADERS.forEach(header -> all.append(Sources.text(header)));
        all.append(Sources.text(source));
        return HexFormat.of().formatHex(hash(all.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<byte[]> kept(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] all = Files.readAllBytes(file);
            byte[] code = Arrays.copyOfRange(all, Math.min(HASH_BYTES, all.length), all.length);
            return Arrays.equals(hash(code), Arrays.copyOf(all, HASH_BYTES)) ? Optional.of(code) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("cannot read {}", file, e);
            return Optional.empty();
        }
    }

    private void keep(Path file, byte[] code) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "part", ".cubin");
            byte[] all = Arrays.copyOf(hash(code), HASH_BYTES + code.length);
            System.arraycopy(code, 0, all, HASH_BYTES, code.length);
            Files.write(part, all);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.info("compiled CUDA sources are not kept in {}: {}", folder, e.toString());
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
