package io.bloomery.model.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.model.spec.GptSpec;
import org.junit.jupiter.api.Test;

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

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> LAYOUT.entry("lm_head.weight")).hasMessage("no parameter is named lm_head.weight");
    }
}
