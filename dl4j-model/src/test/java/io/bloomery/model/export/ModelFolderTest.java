package io.bloomery.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.checkpoint.LocalFolder;
import io.bloomery.model.checkpoint.SafetensorsReader;
import io.bloomery.model.checkpoint.Tensor;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.GptSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    private static final GptSpec SPEC = new GptSpec(11, 4, 1, 2, 4);

    @TempDir
    private Path directory;

    @Test
    void readsBackSizesAndWeights() throws IOException {
        ModelFolder model = model();
        float[] parameters = new float[(int) ParameterLayout.of(SPEC).size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = i;
        }
        model.writeConfig(SPEC, 10);
        model.writeWeights(Weights.of(ParameterLayout.of(SPEC), parameters, 1 << 20));
        assertThat(model.readSpec()).isEqualTo(SPEC);
        assertThat(model.readWeights(SPEC).flat()).isEqualTo(parameters);
    }

    @Test
    void storesTheTiedHeadOnceAndUsesTheNamesOfGpt2() throws IOException {
        ParameterLayout layout = ParameterLayout.of(SPEC);
        model().writeWeights(Weights.of(layout, new float[(int) layout.size()], 1 << 20));
        Path file = directory.resolve(ModelFolder.WEIGHTS);
        try (InputStream in = Files.newInputStream(file)) {
            Map<String, Tensor> tensors = SafetensorsReader.read(in, Files.size(file), "weights");
            assertThat(tensors.keySet())
                    .containsExactlyInAnyOrder(
                            "transformer.wte.weight",
                            "transformer.wpe.weight",
                            "transformer.h.0.ln_1.weight",
                            "transformer.h.0.ln_1.bias",
                            "transformer.h.0.attn.c_attn.weight",
                            "transformer.h.0.attn.c_attn.bias",
                            "transformer.h.0.attn.c_proj.weight",
                            "transformer.h.0.attn.c_proj.bias",
                            "transformer.h.0.ln_2.weight",
                            "transformer.h.0.ln_2.bias",
                            "transformer.h.0.mlp.c_fc.weight",
                            "transformer.h.0.mlp.c_fc.bias",
                            "transformer.h.0.mlp.c_proj.weight",
                            "transformer.h.0.mlp.c_proj.bias",
                            "transformer.ln_f.weight",
                            "transformer.ln_f.bias");
        }
    }

    @Test
    void configNamesArchitectureSizesAndEndOfText() throws IOException {
        model().writeConfig(SPEC, 10);
        JsonNode config = new ObjectMapper()
                .readTree(directory.resolve(ModelFolder.CONFIG).toFile());
        assertThat(config.at("/architectures/0").asText()).isEqualTo("GPT2LMHeadModel");
        assertThat(config.path("activation_function").asText()).isEqualTo("gelu_new");
        assertThat(config.path("eos_token_id").intValue()).isEqualTo(10);
        assertThat(config.path("layer_norm_epsilon").doubleValue()).isCloseTo(GptSpec.LAYER_NORM_EPSILON, within(1e-9));
    }

    @Test
    void writesTheFilesOfATokenizerAsTheyAre() throws IOException {
        model().writeTokenizer(Map.of("vocab.json", new byte[] {1, 2}, "merges.txt", new byte[] {3}));
        assertThat(directory.resolve("vocab.json")).hasBinaryContent(new byte[] {1, 2});
        assertThat(directory.resolve("merges.txt")).hasBinaryContent(new byte[] {3});
    }

    @Test
    void theCardTellsSizesTokensAndScores() throws IOException {
        TreeMap<String, Double> scores = new TreeMap<>(Map.of("validation perplexity", 31.4159));
        model().writeCard(SPEC, new ModelCard("ore\nmalicious: front matter", 1_234_567, scores));
        assertThat(directory.resolve(ModelFolder.CARD))
                .content()
                .contains("# ore\n")
                .contains("| training tokens | 1,234,567 |")
                .contains("| validation perplexity | 31.42 |")
                .doesNotContain("malicious");
    }

    @Test
    void paritySampleHoldsIdsAndLogits() throws IOException {
        model().writeParity(new int[] {3, 1}, new float[][] {{0.5f, -1}, {2, 1e-7f}});
        assertThat(directory.resolve(ModelFolder.PARITY))
                .hasContent("{\"input_ids\":[3,1],\"logits\":[[0.5,-1.0],[2.0,1.0E-7]]}");
    }

    @Test
    void saysWhatIsMissingOrWrongInAFolder() throws IOException {
        assertRefused(ErrorCode.INPUT_MISSING, ModelFolder.CONFIG + " is not there");
        Files.writeString(directory.resolve(ModelFolder.CONFIG), "{");
        assertRefused(ErrorCode.BAD_DATA, "is not JSON");
        Files.writeString(directory.resolve(ModelFolder.CONFIG), "{\"model_type\":\"bert\"}");
        assertRefused(ErrorCode.BAD_DATA, "has model_type 'bert'; gpt2 and llama are read");
        Files.writeString(directory.resolve(ModelFolder.CONFIG), "{\"model_type\":\"gpt2\",\"vocab_size\":11}");
        assertRefused(
                ErrorCode.BAD_DATA,
                "declares a model that cannot be: n_positions must be a whole number but is missing");
        assertThatThrownBy(() -> model().readWeights(SPEC))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining(ModelFolder.WEIGHTS + " is not there");
    }

    private void assertRefused(ErrorCode code, String message) {
        assertThatThrownBy(() -> model().readSpec())
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(code);
    }

    private ModelFolder model() {
        return new ModelFolder(new LocalFolder(directory));
    }
}
