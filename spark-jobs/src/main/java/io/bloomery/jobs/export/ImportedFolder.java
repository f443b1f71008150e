package io.bloomery.jobs.export;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.storage.Sha256;
import io.bloomery.model.export.ModelFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** A folder that another program wrote: which of its files belong to a model, and what they are together. */
public final class ImportedFolder {

    /** Files that are taken along as they are, where they are there; the weights are read and written again. */
    private static final List<String> TAKEN = List.of(
            ModelFolder.CONFIG,
            ModelFolder.GENERATION_CONFIG,
            ModelFolder.CARD,
            "LICENSE",
            "added_tokens.json",
            "chat_template.jinja",
            "merges.txt",
            "special_tokens_map.json",
            "tokenizer.json",
            "tokenizer.model",
            "tokenizer_config.json",
            "vocab.json");

    private static final String WEIGHTS_SUFFIX = ".safetensors";

    private final FileSystem fileSystem;
    private final Path path;

    public ImportedFolder(FileSystem fileSystem, Path path) {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
        this.path = requireNonNull(path, "path");
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    Path path() {
        return path;
    }

    /** Digest of the names and bytes of all files that an import depends on. */
    String sha256() throws IOException {
        StringBuilder files = new StringBuilder();
        for (FileStatus file : files()) {
            String name = file.getPath().getName();
            if (TAKEN.contains(name) || name.contains(WEIGHTS_SUFFIX)) {
                files.append(name)
                        .append(' ')
                        .append(Sha256.of(fileSystem, file.getPath()))
                        .append('\n');
            }
        }
        return Sha256.of(files.toString());
    }

    /** Copies what is taken along as it is. */
    void copyTaken(FileSystem targetSystem, Path target) throws IOException {
        for (FileStatus file : files()) {
            if (TAKEN.contains(file.getPath().getName())) {
                FileUtil.copy(
                        fileSystem,
                        file.getPath(),
                        targetSystem,
                        new Path(target, file.getPath().getName()),
                        false,
                        targetSystem.getConf());
            }
        }
    }

    private List<FileStatus> files() throws IOException {
        try {
            List<FileStatus> files = new ArrayList<>(Arrays.asList(fileSystem.listStatus(path)));
            files.removeIf(file -> !file.isFile());
            files.sort(Comparator.comparing(FileStatus::getPath));
            return files;
        } catch (FileNotFoundException e) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "there is no folder " + path,
                    "Name a folder with config.json and safetensors files.",
                    e);
        }
    }
}
