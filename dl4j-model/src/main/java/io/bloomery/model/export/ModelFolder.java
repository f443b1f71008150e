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
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.ModelSpec;
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
 * A Hugging Face folder that {@code AutoModelForCausalLM} loads.
 *
 * <p>Every file is written by a method of its own; the same model gives the same bytes. Weights may lie in one file or in
 * several with an index.
 */
public final class ModelFolder {

    public static final String CONFIG = "config.json";
    public static final String WEIGHTS = WeightMap.SINGLE;
    public static final String GENERATION_CONFIG = "generation_config.json";
    public static final String CARD = "README.md";

    /** The network as DL4J's {@code ModelSerializer} restores it. */
    public static final String DL4J_ZIP = "bloomery-dl4j.zip";

    /** A few token ids and the logits after each, for anyone who wants to compare. */
    public static final String PARITY = "parity-sample.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_CONFIG_BYTES = 1 << 20;

    private final Folder folder;

    public ModelFolder(Folder folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    /** Writes {@value #WEIGHTS}, or several files and their index; a tied head is not stored twice. */
    public void writeWeights(Weights weights) throws IOException {
        new WeightFiles(folder).write(weights);
    }

    /** Writes {@value #CONFIG} and {@value #GENERATION_CONFIG} of a model that was trained without dropout. */
    public void writeConfig(ModelSpec spec, int endOfText) throws IOException {
        writeConfig(spec, endOfText, 0);
    }

    /**
     * Writes {@value #CONFIG} and {@value #GENERATION_CONFIG}.
     *
     * @param dropout that the model was trained with, and that others who train it will have; families without one ignore it
     */
    public void writeConfig(ModelSpec spec, int endOfText, double dropout) throws IOException {
        ObjectNode config = JSON.createObjectNode();
        spec.<Runnable>fold(
                        gpt -> () -> GptConfig.write(gpt, dropout, config),
                        llama -> () -> LlamaConfig.write(llama, config))
                .run();
        config.put("bos_token_id", endOfText);
        config.put("eos_token_id", endOfText);
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
    public void writeCard(ModelSpec spec, ModelCard card) throws IOException {
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

    /**
     * The family and sizes that {@value #CONFIG} declares.
     *
     * @throws BloomeryException {@link ErrorCode#BAD_DATA} if it declares arithmetic that is not supported
     */
    public ModelSpec readSpec() throws IOException {
        ConfigReader config = new ConfigReader(readConfig());
        String type = config.node().path("model_type").asText();
        try {
            return switch (type) {
                case GptConfig.TYPE -> GptConfig.read(config);
                case LlamaConfig.TYPE -> LlamaConfig.read(config);
                default ->
                    throw bad("has model_type '" + type + "'; " + GptConfig.TYPE + " and " + LlamaConfig.TYPE
                            + " are read");
            };
        } catch (IllegalArgumentException e) {
            throw bad("declares a model that cannot be: " + e.getMessage());
        }
    }

    /** The weights in {@value #WEIGHTS}, or in the files that an index names. */
    public Weights readWeights(ModelSpec spec) throws IOException {
        return new WeightFiles(folder).read(ParameterLayout.of(spec));
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
            out.write((WeightFiles.pretty(content) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private BloomeryException bad(String what) {
        return new BloomeryException(
                ErrorCode.BAD_DATA,
                "model file " + folder.describe(CONFIG) + " " + what,
                "Name a folder with a GPT-2 or a Llama that transformers or Bloomery wrote.");
    }

    private BloomeryException missing(String file, IOException cause) {
        return new BloomeryException(
                ErrorCode.INPUT_MISSING,
                "no model: " + folder.describe(file) + " is not there",
                "Run export first, or name the folder of an exported model.",
                cause);
    }
}
