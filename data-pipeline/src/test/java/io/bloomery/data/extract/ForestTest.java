package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;

class ForestTest {

    @Test
    void addsTheLeavesThatAVectorComesTo() {
        Forest forest = Forest.of("a b", "0 0.5 = 1 1 2 = 10 = 100", "= 0.25");

        assertThat(forest.sum(new float[] {0.5f, 9})).isEqualTo(1.25);
        assertThat(forest.sum(new float[] {0.6f, 2})).isEqualTo(10.25);
        assertThat(forest.sum(new float[] {0.6f, 3})).isEqualTo(100.25);
        assertThat(forest.sums(new float[] {0.6f, 3}, 2)).containsExactly(100, 0.25);
    }

    @Test
    void comesToTheLeafThatAWalkComesTo() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            String tree = tree(random, 1 + random.nextInt(32));
            Forest forest = Forest.of("a b c", tree);
            float[] vector = {random.nextInt(5), random.nextInt(5), random.nextInt(5)};
            assertThat(forest.sum(vector)).as(tree).isEqualTo(walk(new StringTokenizer(tree), vector, true));
        }
    }

    @Test
    void refusesATreeOfMoreLeavesThanItHasBits() {
        String tree = tree(new Random(1), 33);
        assertThatThrownBy(() -> Forest.of("a b c", tree))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 leaves");
    }

    private static String tree(Random random, int leaves) {
        if (leaves == 1) {
            return "= " + random.nextInt(1000);
        }
        int low = 1 + random.nextInt(leaves - 1);
        return random.nextInt(3) + " " + random.nextInt(5) + " " + tree(random, low) + " " + tree(random, leaves - low);
    }

    private static double walk(StringTokenizer tree, float[] vector, boolean wanted) {
        String kind = tree.nextToken();
        double number = Double.parseDouble(tree.nextToken());
        if (kind.equals("=")) {
            return wanted ? number : 0;
        }
        boolean low = vector[Integer.parseInt(kind)] <= number;
        return walk(tree, vector, wanted && low) + walk(tree, vector, wanted && !low);
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
