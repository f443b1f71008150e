package io.bloomery.model.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.checkpoint.Folder;
import io.bloomery.model.checkpoint.SafetensorsReader;
import io.bloomery.model.checkpoint.SafetensorsWriter;
import io.bloomery.model.checkpoint.Tensors;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.GptSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A Hugging Face folder that {@code AutoModelForCausalLM} loads as {@code GPT2LMHeadModel}.
 *
 * <p>Every file is written by a method of its own; the same model gives the same bytes.
 */
public final class ModelFolder {

    public static final String CONFIG = "config.json";
    public static final String WEIGHTS = "model.safetensors";
    public static final String GENERATION_CONFIG = "generation_config.json";
    public static final String CARD = "README.md";

    /** The network as DL4J's {@code ModelSerializer} restores it. */
    public static final String DL4J_ZIP = "bloomery-dl4j.zip";

    /** A few token ids and the logits after each, for anyone who wants to compare. */
    public static final String PARITY = "parity-sample.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_CONFIG_BYTES = 1 << 20;
    private static final double INITIALIZER_RANGE = 0.02;

    private final Folder folder;

    public ModelFolder(Folder folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    /** Writes {@value #WEIGHTS}; the head is the token embedding and is not stored twice. */
    public void writeWeights(GptSpec spec, float[] parameters) throws IOException {
        try (OutputStream out = folder.create(WEIGHTS)) {
            SafetensorsWriter.write(
                    out, SafetensorsWriter.PYTORCH, Tensors.named(ParameterLayout.of(spec), parameters));
        }
    }

    /** Writes {@value #CONFIG} and {@value #GENERATION_CONFIG}. */
    public void writeConfig(GptSpec spec, int endOfText) throws IOException {
        ObjectNode config = JSON.createObjectNode();
        config.putArray("architectures").add("GPT2LMHeadModel");
        config.put("model_type", "gpt2");
        config.put("vocab_size", spec.vocabularySize());
        config.put("n_positions", spec.contextLength());
        config.put("n_ctx", spec.contextLength());
        config.put("n_embd", spec.width());
        config.put("n_layer", spec.layers());
        config.put("n_head", spec.heads());
        config.put("n_inner", spec.perceptronWidth());
        config.put("activation_function", "gelu_new");
        config.put("resid_pdrop", 0.0);
        config.put("embd_pdrop", 0.0);
        config.put("attn_pdrop", 0.0);
        config.put("layer_norm_epsilon", 1e-5); // as written, not as the nearest float
        config.put("initializer_range", INITIALIZER_RANGE);
        config.put("bos_token_id", endOfText);
        config.put("eos_token_id", endOfText);
        config.put("tie_word_embeddings", true);
        config.put("scale_attn_weights", true);
        config.put("use_cache", true);
        config.put("torch_dtype", "float32");
        writeJson(CONFIG, config);
        ObjectNode generation = JSON.createObjectNode();
        generation.put("bos_token_id", endOfText);
        generation.put("eos_token_id", endOfText);
        writeJson(GENERATION_CONFIG, generation);
    }

    /** Writes the files of a tokenizer, by name. */
    public void writeTokenizer(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            try (OutputStream out = folder.create(file.getKey())) {
                out.write(file.getValue());
            }
        }
    }

    /** Writes {@value #DL4J_ZIP}, without optimizer state. */
    public void writeDl4jZip(MultiLayerNetwork network) throws IOException {
        try (OutputStream out = folder.create(DL4J_ZIP)) {
            ModelSerializer.writeModel(network, out, false);
        }
    }

    /** Writes {@value #CARD}. */
    public void writeCard(GptSpec spec, ModelCard card) throws IOException {
        try (OutputStream out = folder.create(CARD)) {
            out.write(card.markdown(spec).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Writes {@value #PARITY}.
     *
     * @param logits for each token of {@code ids} the logits of what comes after it
     */
    public void writeParity(int[] ids, float[][] logits) throws IOException {
        ObjectNode parity = JSON.createObjectNode();
        ArrayNode idArray = parity.putArray("input_ids");
        for (int id : ids) {
            idArray.add(id);
        }
        ArrayNode rows = parity.putArray("logits");
        for (float[] row : logits) {
            ArrayNode values = rows.addArray();
            for (float value : row) {
                values.add(value);
            }
        }
        try (OutputStream out = folder.create(PARITY)) {
            out.write(JSON.writeValueAsBytes(parity));
        }
    }

    /** The sizes that {@value #CONFIG} declares. */
    public GptSpec readSpec() throws IOException {
        JsonNode config = readConfig();
        String type = config.path("model_type").asText();
        if (!type.equals("gpt2")) {
            throw bad("has model_type '" + type + "'; only gpt2 is read");
        }
        try {
            return new GptSpec(
                    config.path("vocab_size").intValue(),
                    config.path("n_positions").intValue(),
                    config.path("n_layer").intValue(),
                    config.path("n_head").intValue(),
                    config.path("n_embd").intValue());
        } catch (IllegalArgumentException e) {
            throw bad("declares a model that cannot be: " + e.getMessage());
        }
    }

    /** The flat parameter vector in {@value #WEIGHTS}. */
    public float[] readWeights(GptSpec spec) throws IOException {
        String file = folder.describe(WEIGHTS);
        try (InputStream in = folder.open(WEIGHTS)) {
            return Tensors.flat(
                    ParameterLayout.of(spec), SafetensorsReader.read(in, folder.length(WEIGHTS), file), file);
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw missing(WEIGHTS, e);
        }
    }

    private JsonNode readConfig() throws IOException {
        try (InputStream in = folder.open(CONFIG)) {
            return JSON.readTree(in.readNBytes(MAX_CONFIG_BYTES));
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw missing(CONFIG, e);
        } catch (JsonProcessingException e) {
            throw bad("is not JSON: " + e.getOriginalMessage());
        }
    }

    private void writeJson(String file, ObjectNode content) throws IOException {
        try (OutputStream out = folder.create(file)) {
            out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
            out.write('\n');
        }
    }

    private BloomeryException bad(String what) {
        return new BloomeryException(
                ErrorCode.BAD_DATA,
                "model file " + folder.describe(CONFIG) + " " + what,
                "Export the model again, or name the folder of one that Bloomery exported.");
    }

    private BloomeryException missing(String file, IOException cause) {
        return new BloomeryException(
                ErrorCode.INPUT_MISSING,
                "no model: " + folder.describe(file) + " is not there",
                "Run export first, or name the folder of an exported model.",
                cause);
    }
}
