package io.bloomery.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.ModelSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Checkpoints in a folder: {@value #PARAMETERS}, {@value #OPTIMIZER}, then {@value #STATE} with the rest.
 *
 * <p>The state is written last and carries size and SHA-256 of the other files, so a folder whose writing was cut short, at
 * whatever byte, has no state that fits its files and is refused. The same checkpoint gives the same bytes.
 */
public final class Checkpoints {

    /** The parameters by their Hugging Face names. */
    public static final String PARAMETERS = "parameters.safetensors";

    /** The optimizer's vector. */
    public static final String OPTIMIZER = "optimizer.safetensors";

    /** Everything else, as JSON; its presence says that the checkpoint is whole. */
    public static final String STATE = "state.json";

    private static final String UPDATER = "updater.state";
    private static final int FORMAT = 2;
    private static final int MAX_STATE_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HINT =
            "The checkpoint is damaged: resume from an older one, or take this one away to train anew.";

    private Checkpoints() {}

    /** Writes tensors first and state last. */
    public static void write(Folder folder, Checkpoint checkpoint) throws IOException {
        ObjectNode state = JSON.createObjectNode();
        state.put("format", FORMAT);
        state.set("spec", SpecJson.write(checkpoint.spec()));
        state.put("tokenizer_sha256", checkpoint.tokenizer().sha256());
        state.put("round", checkpoint.position().round());
        state.put("iteration", checkpoint.position().iteration());
        state.put("tokens", checkpoint.position().tokens());
        ObjectNode files = state.putObject("files");
        ParameterLayout layout = ParameterLayout.of(checkpoint.spec());
        float[] updater = checkpoint.updaterState();
        files.set(PARAMETERS, write(folder, PARAMETERS, Tensors.named(layout, checkpoint.parameters())));
        files.set(
                OPTIMIZER,
                write(folder, OPTIMIZER, List.of(new Tensor(UPDATER, List.of((long) updater.length), updater))));
        try (OutputStream out = folder.create(STATE)) {
            out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
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
        Tensor updater = readTensors(folder, OPTIMIZER, state).get(UPDATER);
        if (updater == null) {
            throw bad(folder.describe(OPTIMIZER) + " has no tensor " + UPDATER);
        }
        return read(folder, state, updater.values());
    }

    /** As {@link #read}, without the state of the optimizer, which is left unread. */
    public static Checkpoint readModel(Folder folder) throws IOException {
        return read(folder, readState(folder), new float[0]);
    }

    private static Checkpoint read(Folder folder, JsonNode state, float[] updaterState) throws IOException {
        String stateFile = folder.describe(STATE);
        try {
            ModelSpec spec = SpecJson.read(state.path("spec"));
            ParameterLayout layout = ParameterLayout.of(spec);
            return new Checkpoint(
                    spec,
                    new TokenizerIdentity(
                            spec.vocabularySize(),
                            state.path("tokenizer_sha256").asText()),
                    new TrainingPosition(
                            number(state, "round", stateFile),
                            number(state, "iteration", stateFile),
                            number(state, "tokens", stateFile)),
                    Tensors.flat(layout, readTensors(folder, PARAMETERS, state), folder.describe(PARAMETERS)),
                    updaterState);
        } catch (IllegalArgumentException e) {
            throw bad(stateFile + " holds a value that cannot be: " + e.getMessage());
        }
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

    /** Writes a file and gives the seal that its bytes are checked with. */
    private static ObjectNode write(Folder folder, String file, List<Tensor> tensors) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(folder.create(file), digest)) {
            SafetensorsWriter.write(out, SafetensorsWriter.PYTORCH, tensors);
        }
        return JSON.createObjectNode()
                .put("bytes", folder.length(file))
                .put("sha256", HexFormat.of().formatHex(digest.digest()));
    }

    private static Map<String, Tensor> readTensors(Folder folder, String name, JsonNode state) throws IOException {
        String file = folder.describe(name);
        JsonNode seal = state.path("files").path(name);
        long recorded = number(seal, "bytes", folder.describe(STATE));
        MessageDigest digest = sha256();
        Map<String, Tensor> tensors;
        try {
            long length = folder.length(name);
            if (length != recorded) {
                throw bad(file + " has " + length + " bytes where its state records " + recorded);
            }
            try (InputStream in = new DigestInputStream(folder.open(name), digest)) {
                tensors = SafetensorsReader.read(in, length, file);
            }
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw bad(file + " is not there, but its state records " + recorded + " bytes of it");
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(seal.path("sha256").asText())) {
            throw bad(file + " has sha256 " + sha256 + " where its state records "
                    + seal.path("sha256").asText());
        }
        return tensors;
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
