package io.bloomery.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.checkpoint.LocalFolder;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** Folders as transformers saves them. */
class HubFolderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void readsSizesFromTheirConfig() throws IOException {
        assertThat(hub("gpt2").readSpec()).isEqualTo(new GptSpec(37, 12, 2, 2, 16));
        LlamaSpec llama = new LlamaSpec(37, 12, 2, 4, 2, 16, 24, 1e-5, 5000, false);
        assertThat(hub("llama").readSpec()).isEqualTo(llama);
        assertThat(hub("llama-bfloat16").readSpec()).isEqualTo(llama);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "gpt2-sharded", "llama", "llama-bfloat16"})
    void computesTheLogitsThatTransformersComputes(String name) throws IOException {
        JsonNode golden = JSON.readTree(path(name).resolve("logits.json").toFile());
        int[] ids = JSON.treeToValue(golden.get("ids"), int[].class);
        float[][] expected = JSON.treeToValue(golden.get("logits"), float[][].class);
        ModelFolder folder = hub(name);
        ModelSpec spec = folder.readSpec();
        try (DecoderNetwork network = new DecoderNetwork(spec, Kernels.create(Kernels.AUTO))) {
            float[][] logits = network.logits(
                            Nd4j.createFromArray(folder.readWeights(spec).flat()), new int[][] {ids})
                    .toFloatMatrix();
            for (int place = 0; place < expected.length; place++) {
                assertThat(logits[place]).containsExactly(expected[place], within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "gpt2-sharded", "llama", "llama-bfloat16"})
    void writesTheBytesThatItRead(String name) throws IOException {
        ModelFolder folder = hub(name);
        model().writeWeights(folder.readWeights(folder.readSpec()));
        List<Path> weights;
        try (Stream<Path> files = Files.list(path(name))) {
            weights = files.filter(file -> file.getFileName().toString().startsWith("model"))
                    .toList();
        }
        assertThat(weights).isNotEmpty();
        for (Path file : weights) {
            assertThat(directory.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
        assertThat(directory.toFile().list()).hasSameSizeAs(weights);
    }

    @Test
    void anotherTypeOfLlamaWritesAConfigThatItReads() throws IOException {
        for (boolean tied : new boolean[] {false, true}) {
            LlamaSpec spec = new LlamaSpec(50, 32, 2, 4, 1, 16, 40, 1e-6, 500_000, tied);
            model().writeConfig(spec, 3);
            assertThat(model().readSpec()).isEqualTo(spec);
        }
    }

    @Test
    void readsNamesWithoutThePrefixAndPassesOverMasks() throws IOException {
        ModelSpec spec = hub("gpt2").readSpec();
        float[] expected = hub("gpt2").readWeights(spec).flat();
        byte[] file = Files.readAllBytes(path("gpt2").resolve("model.safetensors"));
        Files.write(directory.resolve("model.safetensors"), OldGpt2.of(file));
        assertThat(model().readWeights(spec).flat()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "[{index}] {0} = {1}")
    @CsvSource({
        "gpt2, activation_function, '\"relu\"', 'activation_function is relu; supported is gelu_new'",
        "gpt2, n_inner, 63, 'n_inner is 63.0; supported is 64.0'",
        "gpt2, layer_norm_epsilon, 1e-6, 'layer_norm_epsilon is 1.0E-6; supported is 1.0E-5'",
        "gpt2, scale_attn_by_inverse_layer_idx, true, 'scale_attn_by_inverse_layer_idx is true; supported is false'",
        "gpt2, tie_word_embeddings, false, 'tie_word_embeddings is false; supported is true'",
        "gpt2, n_head, '\"2\"', 'n_head must be a whole number but is \"2\"'",
        "gpt2, n_layer, 1e300, 'n_layer must be a whole number but is 1.0E300'",
        "gpt2, vocab_size, 2147483647, 'parameters, more than one flat vector'",
        "llama, rope_scaling, '{\"type\":\"linear\"}', 'rope_scaling is {\"type\":\"linear\"}, which is not supported'",
        "llama, rope_parameters, '{\"rope_type\":\"yarn\"}', 'rope_type is yarn; supported is default'",
        "llama, head_dim, 8, 'head_dim is 8.0; supported is 4.0'",
        "llama, attention_bias, true, 'attention_bias is true; supported is false'",
        "llama, model_type, '\"bert\"', 'has model_type ''bert''; gpt2 and llama are read'"
    })
    void refusesAModelThatComputesOtherwise(String name, String key, String value, String message) throws IOException {
        ObjectNode config =
                (ObjectNode) JSON.readTree(path(name).resolve("config.json").toFile());
        config.set(key, JSON.readTree(value));
        JSON.writeValue(directory.resolve("config.json").toFile(), config);
        assertRefused(() -> model().readSpec(), ErrorCode.BAD_DATA, message);
    }

    @Test
    void namesTheShardThatIsMissingCutOrAtOddsWithTheIndex() throws IOException {
        ModelSpec spec = hub("gpt2-sharded").readSpec();
        copy("gpt2-sharded");
        Path third = directory.resolve("model-00003-of-00004.safetensors");
        byte[] whole = Files.readAllBytes(third);
        Files.delete(third);
        assertRefused(() -> model().readWeights(spec), ErrorCode.INPUT_MISSING, third + " is not there");
        Files.write(third, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(() -> model().readWeights(spec), ErrorCode.BAD_DATA, third.toString());
        Files.copy(directory.resolve("model-00004-of-00004.safetensors"), third, StandardCopyOption.REPLACE_EXISTING);
        assertRefused(
                () -> model().readWeights(spec),
                ErrorCode.BAD_DATA,
                "which model.safetensors.index.json has in model-00004-of-00004.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../model.safetensors", "/etc/passwd", "a/b.safetensors", "model.bin", ".safetensors"})
    void anIndexCannotLeadOutOfTheFolder(String file) throws IOException {
        ObjectNode index = JSON.createObjectNode();
        index.putObject("weight_map").put("transformer.wte.weight", file);
        JSON.writeValue(directory.resolve("model.safetensors.index.json").toFile(), index);
        assertRefused(
                () -> model().readWeights(hub("gpt2").readSpec()),
                ErrorCode.BAD_DATA,
                "the name of a file of weights cannot be '" + file + "'");
    }

    private interface Reading {
        Object read() throws IOException;
    }

    private static void assertRefused(Reading reading, ErrorCode code, String message) {
        assertThatThrownBy(reading::read)
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(code);
    }

    private void copy(String name) throws IOException {
        try (Stream<Path> files = Files.list(path(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
    }

    private ModelFolder model() {
        return new ModelFolder(new LocalFolder(directory));
    }

    private static ModelFolder hub(String name) {
        return new ModelFolder(new LocalFolder(path(name)));
    }

    private static Path path(String name) {
        try {
            return Path.of(
                    HubFolderTest.class.getResource("/golden/hub/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
