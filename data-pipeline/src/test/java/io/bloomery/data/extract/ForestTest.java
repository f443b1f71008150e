package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ForestTest {

    @Test
    void addsTheLeavesThatAVectorComesTo() {
        Forest forest = Forest.of("a b", "0 0.5 = 1 1 2 = 10 = 100", "= 0.25");

        assertThat(forest.sum(new float[] {0.5f, 9}, 0, 1)).isEqualTo(1.25);
        assertThat(forest.sum(new float[] {0.6f, 2}, 0, 1)).isEqualTo(10.25);
        assertThat(forest.sum(new float[] {0.6f, 3}, 0, 1)).isEqualTo(100.25);
        assertThat(forest.sum(new float[] {0.6f, 3}, 1, 2)).isEqualTo(0.25);
    }

    @Test
    void readsTheTreesThatAreShipped() {
        assertThat(Forest.read("blocks.txt.gz").trees()).isEqualTo(480);
        assertThat(Forest.read("page-types.txt.gz").trees() % PageType.values().length)
                .isZero();
    }

    @Test
    void knowsTheFeaturesInTheOrderInWhichTheyAreWritten() {
        ParsedPage page = ParsedPage.of("<p>The mill</p>".getBytes(UTF_8), "", "", new ExtractConfig(1000, 100, 1000));
        List<String> names = new ArrayList<>();
        new BlockFeatures(page.outline(), page.declared(), page.title()).write(0, (name, value) -> names.add(name));
        for (PageType type : PageType.values()) {
            names.add(type.toString().toLowerCase(Locale.ROOT));
        }
        assertThat(Forest.read("blocks.txt.gz").features()).isEqualTo(names);
    }
}
