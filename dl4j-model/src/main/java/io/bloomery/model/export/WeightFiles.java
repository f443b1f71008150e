package io.bloomery.model.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.checkpoint.ElementType;
import io.bloomery.model.checkpoint.Folder;
import io.bloomery.model.checkpoint.SafetensorsReader;
import io.bloomery.model.checkpoint.SafetensorsWriter;
import io.bloomery.model.checkpoint.Tensor;
import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.layout.ParameterLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights of a Hugging Face folder: {@value WeightMap#SINGLE}, or several files and {@value #INDEX} that names them.
 *
 * <p>Reads one file after the other. Tensors that the model does not have, such as the masks of old GPT-2 folders, are passed
 * over and not written again; a tensor of GPT-2 may lack the prefix {@value #PREFIX}.
 */
final class WeightFiles {

    static final String INDEX = "model.safetensors.index.json";

    private static final String PREFIX = "transformer.";
    private static final int MAX_INDEX_BYTES = 64 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String HINT = "Copy the folder again; of a model that was cut all files are needed.";

    private final Folder folder;

    WeightFiles(Folder folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    void write(Weights weights) throws IOException {
        WeightMap map = weights.files();
        List<Tensor> tensors = weights.tensors();
        for (String file : map.distinctFiles()) {
            List<Tensor> held = tensors.stream()
                    .filter(tensor -> file.equals(map.files().get(tensor.name())))
                    .toList();
            try (OutputStream out = folder.create(file)) {
                SafetensorsWriter.write(out, SafetensorsWriter.PYTORCH, held);
            }
        }
        if (!map.isSingle()) {
            try (OutputStream out = folder.create(INDEX)) {
                out.write(index(weights, tensors));
            }
        }
    }

    Weights read(ParameterLayout layout) throws IOException {
        Map<String, String> fileOf = index();
        Reading reading = new Reading(layout);
        for (String file : fileOf.isEmpty()
                ? List.of(WeightMap.SINGLE)
                : fileOf.values().stream().distinct().toList()) {
            for (Tensor tensor : tensors(file, reading).values()) {
                String declared = fileOf.getOrDefault(tensor.name(), file);
                if (!declared.equals(file)) {
                    throw bad(file, "has tensor " + tensor.name() + " which " + INDEX + " has in " + declared);
                }
                reading.put(tensor, file);
            }
        }
        return reading.weights(fileOf.isEmpty() ? WeightMap.SINGLE : INDEX);
    }

    private Map<String, Tensor> tensors(String file, Reading reading) throws IOException {
        try (InputStream in = folder.open(file)) {
            return SafetensorsReader.read(in, folder.length(file), folder.describe(file), reading::wants);
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING, "no weights: " + folder.describe(file) + " is not there", HINT, e);
        }
    }

    /** File names by tensor names; empty where there is no index. */
    private Map<String, String> index() throws IOException {
        JsonNode map;
        try (InputStream in = folder.open(INDEX)) {
            map = JSON.readTree(in.readNBytes(MAX_INDEX_BYTES)).path("weight_map");
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Map.of();
        } catch (JsonProcessingException e) {
            throw bad(INDEX, "is not JSON: " + e.getOriginalMessage());
        }
        TreeMap<String, String> files = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = map.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            files.put(field.getKey(), field.getValue().asText());
        }
        if (files.isEmpty()) {
            throw bad(INDEX, "has no weight_map");
        }
        try {
            return new WeightMap(files).files();
        } catch (IllegalArgumentException e) {
            throw bad(INDEX, "is refused: " + e.getMessage());
        }
    }

    private static byte[] index(Weights weights, List<Tensor> tensors) throws IOException {
        ObjectNode index = JSON.createObjectNode();
        ObjectNode metadata = index.putObject("metadata");
        metadata.put("total_parameters", weights.layout().size());
        metadata.put("total_size", tensors.stream().mapToLong(Tensor::bytes).sum());
        ObjectNode map = index.putObject("weight_map");
        weights.files().files().forEach(map::put);
        return (pretty(index) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String pretty(ObjectNode node) throws IOException {
        return JSON.writer(new PythonPrinter()).writeValueAsString(node);
    }

    private BloomeryException bad(String file, String what) {
        return new BloomeryException(ErrorCode.BAD_DATA, "model file " + folder.describe(file) + " " + what, HINT);
    }

    /** A flat vector that fills up. */
    private final class Reading {

        private final ParameterLayout layout;
        private final float[] flat;
        private final Map<String, ParameterEntry> missing = new TreeMap<>();
        private final Map<String, ElementType> types = new HashMap<>();
        private final TreeMap<String, String> files = new TreeMap<>();

        private Reading(ParameterLayout layout) {
            this.layout = layout;
            this.flat = new float[Math.toIntExact(layout.size())];
            layout.entries().forEach(entry -> missing.put(entry.name(), entry));
        }

        private boolean wants(String name) {
            return missing.containsKey(name) || missing.containsKey(PREFIX + name) || types.containsKey(name);
        }

        private void put(Tensor tensor, String file) {
            String name = missing.containsKey(PREFIX + tensor.name()) ? PREFIX + tensor.name() : tensor.name();
            ParameterEntry entry = missing.remove(name);
            if (entry == null) {
                throw bad(file, "has tensor " + tensor.name() + " for the second time");
            }
            if (!entry.shape().equals(tensor.shape())) {
                throw bad(
                        file,
                        "has tensor " + tensor.name() + " of shape " + tensor.shape() + " where config.json needs "
                                + entry.shape());
            }
            System.arraycopy(tensor.values(), 0, flat, (int) entry.offset(), tensor.values().length);
            types.put(name, tensor.type());
            files.put(name, file);
        }

        private Weights weights(String file) {
            if (!missing.isEmpty()) {
                throw bad(
                        file,
                        "has no tensor " + missing.keySet().iterator().next() + ", one of " + missing.size()
                                + " that config.json needs");
            }
            return new Weights(layout, flat, types, new WeightMap(files));
        }
    }
}
