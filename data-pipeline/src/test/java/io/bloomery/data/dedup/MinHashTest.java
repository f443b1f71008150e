package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinHashTest {

    private static final BigInteger PRIME = BigInteger.TWO.pow(61).subtract(BigInteger.ONE);

    private final MinHash minHash = new MinHash(14, 8, 1);

    @Test
    void givesOneKeyABucketAndTheSameForEqualSets() {
        long[] shingles = Shingles.ofWords("the bloom of iron is taken from the furnace", 5);
        assertThat(minHash.keys(shingles)).hasSize(14).isEqualTo(new MinHash(14, 8, 1).keys(shingles.clone()));
    }

    @Test
    void theKeysArePartOfTheFormat() {
        assertThat(minHash.keys(new long[] {1, 2, 3})[0]).isEqualTo(2244827331734508342L);
    }

    @Test
    void givesATextWithoutShinglesNoKey() {
        assertThat(minHash.keys(new long[0])).isEmpty();
    }

    @Test
    void dependsOnTheSeed() {
        long[] shingles = {1, 2, 3};
        long[] other = new MinHash(14, 8, 2).keys(shingles);
        assertThat(minHash.keys(shingles)).doesNotContain(other);
    }

    @ParameterizedTest(name = "similarity {0}")
    @ValueSource(doubles = {0.5, 0.7, 0.8, 0.9})
    void meetsAsOftenAsTheFormulaSays(double similarity) {
        int trials = 1000;
        Random random = new Random(7);
        long met = IntStream.range(0, trials)
                .filter(trial -> meet(random, similarity))
                .count();
        double probability = 1 - Math.pow(1 - Math.pow(similarity, 8), 14);
        double deviation = Math.sqrt(trials * probability * (1 - probability));
        assertThat((double) met).isBetween(trials * probability - 4 * deviation, trials * probability + 4 * deviation);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void permutesAsLongArithmeticDoes(long seed) {
        Random random = new Random(seed);
        long[] values = random.longs(3, 0, PRIME.longValueExact()).toArray();
        values[random.nextInt(3)] = PRIME.longValueExact() - 1;
        BigInteger expected = BigInteger.valueOf(values[1])
                .multiply(BigInteger.valueOf(values[0]))
                .add(BigInteger.valueOf(values[2]))
                .mod(PRIME);
        assertThat(ModularHash.of(values[0], values[1], values[2])).isEqualTo(expected.longValueExact());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 14, 8, 0.7, 'shingle-size must be in [1, 1000] but is 0'",
        "5, 0, 8, 0.7, 'buckets must be in [1, 10000] but is 0'",
        "5, 14, 0, 0.7, 'rows must be in [1, 10000] but is 0'",
        "5, 1000, 11, 0.7, 'buckets times rows must be at most 10000 hashes a document but is 11000'",
        "5, 14, 8, 0, 'min-similarity must be in (0, 1] but is 0.0'",
        "5, 14, 8, NaN, 'min-similarity must be in (0, 1] but is NaN'"
    })
    void refusesWhatCannotWork(int words, int buckets, int rows, double similarity, String message) {
        assertThatThrownBy(() -> new MinHashSettings(ShingleUnit.WORDS, words, buckets, rows, 1, similarity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15})
    void refusesPassesThatAreNotOverItsBuckets(int bucketsPerPass) {
        assertThatThrownBy(() -> new MinHashSettings(ShingleUnit.WORDS, 5, 14, 8, bucketsPerPass, 0.7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("buckets-per-pass must be in [1, buckets], which is [1, 14], but is " + bucketsPerPass);
    }

    @Test
    void rowsAgreeAsOftenAsTextsAreAlike() {
        long[] union = new Random(5).longs(300).toArray();
        int[] left = new MinHash(100, 20, 1).signature(Arrays.copyOf(union, 200));
        int[] right = new MinHash(100, 20, 1).signature(Arrays.copyOfRange(union, 100, 300));
        long equal =
                IntStream.range(0, left.length).filter(i -> left[i] == right[i]).count();
        assertThat(equal / 2000.0).isCloseTo(1 / 3.0, within(4 * Math.sqrt(2 / 9.0 / 2000)));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    /** Whether two random sets of that Jaccard similarity share a key. */
    private boolean meet(Random random, double similarity) {
        int all = 100;
        int shared = (int) Math.round(all * similarity);
        long[] union = random.longs(all).toArray();
        int split = shared + (all - shared) / 2;
        long[] left = Arrays.copyOf(union, split);
        long[] right = LongStream.concat(Arrays.stream(union, 0, shared), Arrays.stream(union, split, all))
                .toArray();
        long[] leftKeys = minHash.keys(left);
        long[] rightKeys = minHash.keys(right);
        return IntStream.range(0, leftKeys.length).anyMatch(i -> leftKeys[i] == rightKeys[i]);
    }
}
