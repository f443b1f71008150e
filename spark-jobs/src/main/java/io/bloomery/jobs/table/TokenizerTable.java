package io.bloomery.jobs.table;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.tokenize.BytePairModel;
import io.bloomery.data.tokenize.TokenizerJson;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.Sha256;
import io.bloomery.model.checkpoint.TokenizerIdentity;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a tokenizer, and those of any directory that holds a {@code tokenizer.json}. */
public final class TokenizerTable {

    public static final String NAME = "tokenizer";

    private TokenizerTable() {}

    /** The tokenizer of a published table. */
    public static BytePairModel model(FileSystem fileSystem, PublishedTable table) throws IOException {
        return model(fileSystem, table.path());
    }

    /** The tokenizer of a directory. */
    public static BytePairModel model(FileSystem fileSystem, Path directory) throws IOException {
        Path file = new Path(directory, TokenizerJson.FILE_NAME);
        try (InputStream in = fileSystem.open(file)) {
            return TokenizerJson.read(in.readAllBytes(), file.toString());
        } catch (FileNotFoundException e) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "no tokenizer: " + file + " is not there",
                    "Run the tokenizer stage first, or name a directory that holds a tokenizer.json.",
                    e);
        }
    }

    /** What tells this tokenizer from others. */
    public static TokenizerIdentity identity(FileSystem fileSystem, Path directory, BytePairModel model)
            throws IOException {
        return new TokenizerIdentity(
                model.vocabularySize(), Sha256.of(fileSystem, new Path(directory, TokenizerJson.FILE_NAME)));
    }
}
