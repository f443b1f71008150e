package io.bloomery.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.dedup.Shingles;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlantedCorpusTest {

    private static final int WORDS = 5;

    private final PlantedCorpus corpus = new PlantedCorpus(1, false);

    @Test
    void givesTheSameDocumentAlone() {
        assertThat(new PlantedCorpus(1, false).text(4711)).isEqualTo(corpus.text(4711));
        assertThat(new PlantedCorpus(2, false).text(4711)).isNotEqualTo(corpus.text(4711));
    }

    @Test
    void plantsThreeDuplicatesInTenDocumentsOrSpreadsThemOverAHundred() {
        assertThat(LongStream.range(500, 510).map(corpus::cluster).distinct()).hasSize(8);
        assertThat(LongStream.range(0, 1000).filter(number -> corpus.cluster(number) == -1))
                .hasSize(99);
    }

    @Test
    void membersOfAClusterShareMostOfTheirWords() {
        List<long[]> members = LongStream.range(507, 510)
                .mapToObj(number -> Shingles.ofWords(corpus.text(number), WORDS))
                .toList();

        assertThat(Shingles.similarity(members.get(0), members.get(1))).isGreaterThan(0.8);
        assertThat(Shingles.similarity(members.get(1), members.get(2))).isGreaterThan(0.8);
    }

    @Test
    void decoysShareAThirdOnly() {
        long decoy = 14;

        double similarity = Shingles.similarity(
                Shingles.ofWords(corpus.text(decoy), WORDS), Shingles.ofWords(corpus.text(decoy - 1), WORDS));

        assertThat(similarity).isBetween(0.2, 0.5);
    }

    @Test
    void makesOneClusterOfAllWhenAsked() {
        PlantedCorpus one = new PlantedCorpus(1, true);

        assertThat(LongStream.range(0, 100).map(one::cluster).distinct()).hasSize(1);
        assertThat(Shingles.similarity(Shingles.ofWords(one.text(7), WORDS), Shingles.ofWords(one.text(93), WORDS)))
                .isGreaterThan(0.8);
        assertThat(LongStream.range(0, 100).mapToObj(one::id).distinct()).hasSize(100);
    }
}
