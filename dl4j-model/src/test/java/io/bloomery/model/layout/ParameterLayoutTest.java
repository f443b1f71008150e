package io.bloomery.model.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterLayoutTest {

    private static final GptSpec SPEC = new GptSpec(100, 16, 3, 2, 8);
    private static final ParameterLayout LAYOUT = ParameterLayout.of(SPEC);

    @Test
    void fillsTheVectorWithoutGapsOrOverlaps() {
        long end = 0;
        for (ParameterEntry entry : LAYOUT.entries()) {
            assertThat(entry.offset()).as(entry.name()).isEqualTo(end);
            end = entry.end();
        }
        assertThat(LAYOUT.size()).isEqualTo(end).isEqualTo(SPEC.parameterCount());
    }

    @Test
    void putsAllDecayedEntriesFirst() {
        assertThat(LAYOUT.entries()).allSatisfy(entry -> {
            assertThat(entry.decayed()).isEqualTo(entry.end() <= LAYOUT.decayedSize());
            assertThat(entry.decayed()).isEqualTo(entry.shape().size() == 2);
        });
    }

    @Test
    void hasTheNamesAndShapesOfHuggingFaceGpt2() {
        assertThat(LAYOUT.entries()).hasSize(2 + 3 * 12 + 2);
        assertThat(LAYOUT.entry("transformer.wte.weight").shape()).containsExactly(100L, 8L);
        assertThat(LAYOUT.entry("transformer.wpe.weight").shape()).containsExactly(16L, 8L);
        assertThat(LAYOUT.entry("transformer.h.2.attn.c_attn.weight").shape()).containsExactly(8L, 24L);
        assertThat(LAYOUT.entry("transformer.h.2.attn.c_attn.bias").shape()).containsExactly(24L);
        assertThat(LAYOUT.entry("transformer.h.0.mlp.c_fc.weight").shape()).containsExactly(8L, 32L);
        assertThat(LAYOUT.entry("transformer.h.0.mlp.c_proj.weight").shape()).containsExactly(32L, 8L);
        assertThat(LAYOUT.entry("transformer.ln_f.bias").shape()).containsExactly(8L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hasTheNamesAndShapesOfHuggingFaceLlama(boolean tied) {
        LlamaSpec spec = new LlamaSpec(100, 16, 3, 4, 2, 8, 12, 1e-5, 10000, tied);
        ParameterLayout layout = ParameterLayout.of(spec);
        assertThat(layout.size()).isEqualTo(spec.parameterCount());
        assertThat(layout.entries()).hasSize(1 + 3 * 9 + 1 + (tied ? 0 : 1));
        assertThat(layout.entry("model.embed_tokens.weight").shape()).containsExactly(100L, 8L);
        assertThat(layout.entry("model.layers.2.self_attn.k_proj.weight").shape())
                .containsExactly(4L, 8L);
        assertThat(layout.entry("model.layers.2.mlp.down_proj.weight").shape()).containsExactly(8L, 12L);
        assertThat(layout.entry("model.norm.weight").decayed()).isFalse();
        assertThat(layout.entry("model.layers.1.self_attn.q_proj.weight").end())
                .as("queries, keys and values are one matrix")
                .isEqualTo(
                        layout.entry("model.layers.1.self_attn.k_proj.weight").offset());
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> LAYOUT.entry("lm_head.weight")).hasMessage("no parameter is named lm_head.weight");
    }
}
