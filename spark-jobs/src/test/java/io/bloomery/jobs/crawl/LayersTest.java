package io.bloomery.jobs.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

    @Test
    void theFirstLayerIsTheWholeTable() {
        assertThat(Layers.NONE.isDueForMerging(0)).isTrue();
    }

    @Test
    void mergesWhenTheLayersAboveHaveHalfTheRowsOfTheLowest() {
        Layers layers = new Layers(List.of(layer(100), layer(20)));
        assertThat(layers.isDueForMerging(29)).isFalse();
        assertThat(layers.isDueForMerging(30)).isTrue();
    }

    @Test
    void mergesWhenThereAreMany() {
        Layers layers = new Layers(List.of(layer(1_000_000)));
        for (int i = 0; i < 7; i++) {
            assertThat(layers.isDueForMerging(1)).isFalse();
            layers = layers.with(layer(1));
        }
        assertThat(layers.isDueForMerging(1)).isTrue();
    }

    private static Layers.Layer layer(long rows) {
        return new Layers.Layer("a", rows);
    }
}
