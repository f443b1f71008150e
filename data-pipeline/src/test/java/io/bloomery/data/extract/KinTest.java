package io.bloomery.data.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class KinTest {

    private final List<Block> blocks = Outline.of(Jsoup.parse("""
                            <div class=card><h3>Oak wheel</h3><p>Add to cart 12</p></div>
                            <div class=card><h3>Mill stone</h3><p>Add to cart 800</p></div>
                            <div class=card><h3>Sluice</h3><p>Add to cart 90</p></div>
                            <div><p>The mill stands by the river.</p></div>""").body(), 1000).blocks();

    private final List<Set<String>> words = Kin.words(blocks);

    @Test
    void groupsBlocksAtOnePathOfNamesAndClasses() {
        Kin[] kin = Kin.of(blocks, words, region -> region.path);
        assertThat(kin[1]).isSameAs(kin[3]).isSameAs(kin[5]).isNotSameAs(kin[0]).isNotSameAs(kin[6]);
        assertThat(kin[1].blocks()).isEqualTo(3);
        assertThat(kin[1].wordsPerBlock()).isEqualTo(4);
        assertThat(kin[1].span()).isEqualTo(5);
        assertThat(kin[6].blocks()).isEqualTo(1);
    }

    @Test
    void groupsBlocksAtOnePathOfNames() {
        Kin[] kin = Kin.of(blocks, words, region -> region.names);
        assertThat(kin[6]).isSameAs(kin[1]);
        assertThat(kin[6].blocks()).isEqualTo(4);
    }

    @Test
    void tellsTheWordsThatMostMembersShare() {
        Kin[] kin = Kin.of(blocks, words, region -> region.path);
        assertThat(kin[1].shared(words.get(1))).isEqualTo(0.75);
        assertThat(kin[0].shared(words.get(0))).isZero();
        assertThat(kin[6].shared(words.get(6))).isZero();
    }
}
