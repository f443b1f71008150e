package io.bloomery.model.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.checkpoint.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightMapTest {

    @Test
    void fillsOneFileAfterTheOtherInTheOrderOfTheBlocks() {
        WeightMap map = WeightMap.sharded(List.of(tensor("h.10.w", 2), tensor("h.9.w", 2), tensor("h.2.w", 1)), 12);
        assertThat(map.files())
                .isEqualTo(Map.of(
                        "h.2.w", "model-00001-of-00002.safetensors",
                        "h.9.w", "model-00001-of-00002.safetensors",
                        "h.10.w", "model-00002-of-00002.safetensors"));
        assertThat(map.isSingle()).isFalse();
    }

    @Test
    void oneFileIsEnoughExactlyAtTheLimit() {
        List<Tensor> tensors = List.of(tensor("a", 2), tensor("b", 1));
        assertThat(WeightMap.sharded(tensors, 12).files())
                .isEqualTo(Map.of("a", "model.safetensors", "b", "model.safetensors"));
        assertThat(WeightMap.sharded(tensors, 11).distinctFiles()).hasSize(2);
    }

    @Test
    void aTensorThatIsTooLargeForAFileHasOneOfItsOwn() {
        List<Tensor> tensors = List.of(tensor("a", 1), tensor("b", 9), tensor("c", 1));
        assertThat(WeightMap.sharded(tensors, 8).distinctFiles()).hasSize(3);
    }

    private static Tensor tensor(String name, int values) {
        return new Tensor(name, List.of((long) values), new float[values]);
    }
}
