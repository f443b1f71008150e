package io.bloomery.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.GptSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Checkpoints in a folder: {@value #TENSORS} with parameters and optimizer state, then {@value #STATE} with the rest.
 *
 * <p>The state is written last and carries size and SHA-256 of the tensors, so a folder whose writing was cut short, at
 * whatever byte, has no state that fits its tensors and is refused. The same checkpoint gives the same bytes.
 */
public final class Checkpoints {

    /** Parameters by their Hugging Face names, and the optimizer's vector. */
    public static final String TENSORS = "training.safetensors";

    /** Everything else, as JSON; its presence says that the checkpoint is whole. */
    public static final String STATE = "state.json";

    private static final String UPDATER = "updater.state";
    private static final int FORMAT = 1;
    private static final int MAX_STATE_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HINT =
            "The checkpoint is damaged: resume from an older one, or take this one away to train anew.";

    private Checkpoints() {}

    /** Writes tensors first and state last. */
    public static void write(Folder folder, Checkpoint checkpoint) throws IOException {
        List<Tensor> tensors =
                new ArrayList<>(Tensors.named(ParameterLayout.of(checkpoint.spec()), checkpoint.parameters()));
        float[] updater = checkpoint.updaterState();
        tensors.add(new Tensor(UPDATER, List.of((long) updater.length), updater));
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(folder.create(TENSORS), digest)) {
            SafetensorsWriter.write(out, SafetensorsWriter.PYTORCH, tensors);
        }
        byte[] state = state(checkpoint, folder.length(TENSORS), HexFormat.of().formatHex(digest.digest()));
        try (OutputStream out = folder.create(STATE)) {
            out.write(state);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BloomeryException {@link ErrorCode#INPUT_MISSING} if there is no checkpoint, {@link ErrorCode#BAD_DATA} if
     *     there is one but its bytes are not those that were written
     */
    public static Checkpoint read(Folder folder) throws IOException {
        JsonNode state = readState(folder);
        String stateFile = folder.describe(STATE);
        try {
            GptSpec spec = spec(state.path("spec"), stateFile);
            Map<String, Tensor> tensors = readTensors(folder, state.path("tensors"));
            Tensor updater = tensors.get(UPDATER);
            if (updater == null) {
                throw bad(folder.describe(TENSORS) + " has no tensor " + UPDATER);
            }
            return new Checkpoint(
                    spec,
                    new TokenizerIdentity(
                            spec.vocabularySize(),
                            state.path("tokenizer_sha256").asText()),
                    new TrainingPosition(
                            number(state, "round", stateFile),
                            number(state, "iteration", stateFile),
                            number(state, "tokens", stateFile)),
                    Tensors.flat(ParameterLayout.of(spec), tensors, folder.describe(TENSORS)),
                    updater.values());
        } catch (IllegalArgumentException e) {
            throw bad(stateFile + " holds a value that cannot be: " + e.getMessage());
        }
    }

    private static byte[] state(Checkpoint checkpoint, long bytes, String sha256) throws IOException {
        ObjectNode state = JSON.createObjectNode();
        state.put("format", FORMAT);
        ObjectNode spec = state.putObject("spec");
        spec.put("vocabulary_size", checkpoint.spec().vocabularySize());
        spec.put("context_length", checkpoint.spec().contextLength());
        spec.put("layers", checkpoint.spec().layers());
        spec.put("heads", checkpoint.spec().heads());
        spec.put("width", checkpoint.spec().width());
        state.put("tokenizer_sha256", checkpoint.tokenizer().sha256());
        state.put("round", checkpoint.position().round());
        state.put("iteration", checkpoint.position().iteration());
        state.put("tokens", checkpoint.position().tokens());
        state.putObject("tensors").put("bytes", bytes).put("sha256", sha256);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state);
    }

    private static JsonNode readState(Folder folder) throws IOException {
        String file = folder.describe(STATE);
        try (InputStream in = folder.open(STATE)) {
            JsonNode state = JSON.readTree(in.readNBytes(MAX_STATE_BYTES));
            if (number(state, "format", file) != FORMAT) {
                throw bad(file + " has format " + state.path("format") + "; this version reads " + FORMAT);
            }
            return state;
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "no whole checkpoint: " + file + " is not there",
                    "Train first, or name the folder of a finished checkpoint.",
                    e);
        } catch (JsonProcessingException e) {
            throw bad(file + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Map<String, Tensor> readTensors(Folder folder, JsonNode seal) throws IOException {
        String file = folder.describe(TENSORS);
        long length = folder.length(TENSORS);
        long recorded = number(seal, "bytes", folder.describe(STATE));
        if (length != recorded) {
            throw bad(file + " has " + length + " bytes where its state records " + recorded);
        }
        MessageDigest digest = sha256();
        Map<String, Tensor> tensors;
        try (InputStream in = new DigestInputStream(folder.open(TENSORS), digest)) {
            tensors = SafetensorsReader.read(in, length, file);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(seal.path("sha256").asText())) {
            throw bad(file + " has sha256 " + sha256 + " where its state records "
                    + seal.path("sha256").asText());
        }
        return tensors;
    }

    private static GptSpec spec(JsonNode spec, String file) {
        return new GptSpec(
                size(spec, "vocabulary_size", file),
                size(spec, "context_length", file),
                size(spec, "layers", file),
                size(spec, "heads", file),
                size(spec, "width", file));
    }

    private static int size(JsonNode spec, String key, String file) {
        long value = number(spec, key, file);
        if (value > Integer.MAX_VALUE) {
            throw bad(file + " has " + value + " at " + key);
        }
        return (int) value;
    }

    private static long number(JsonNode node, String key, String file) {
        JsonNode value = node.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw bad(file + " has no proper number at " + key);
        }
        return value.longValue();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static BloomeryException bad(String what) {
        return new BloomeryException(ErrorCode.BAD_DATA, "checkpoint file " + what, HINT);
    }
}
