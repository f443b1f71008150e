package io.bloomery.model.kernel;

/**
 * Which elements of a tensor are dropped in one step of training (Srivastava et al. 2014): a function of nothing but seed,
 * step, site and the element's index, so that every kernel, any number of threads and a repeated pass drop the same ones.
 *
 * <p>Philox 4x32-10 (Salmon et al. 2011) with the seed as key makes four words of the counter (low and high half of a
 * number, site, step). Of each 32 elements from index 32b on, the element 2i + j of the first half has word j of the number
 * 8b + i, the same of the second half word 2 + j. An element is kept where the upper 31 bits of its word are at least
 * {@link #threshold()}, and divided by the share that is kept on average.
 *
 * @param rate share that is dropped on average, in [0, 1)
 * @param seed decides, with the step and the site, which
 * @param step of the training
 * @param site in the network; no two tensors of a step have the same
 */
public record Dropout(double rate, long seed, int step, int site) {

    /** Drops nothing. */
    public static final Dropout NONE = new Dropout(0, 0, 0, 0);

    /** Elements whose words are made together. */
    static final int BLOCK = 32;

    static final int MULTIPLIER0 = 0xD2511F53;
    static final int MULTIPLIER1 = 0xCD9E8D57;
    static final int WEYL0 = 0x9E3779B9;
    static final int WEYL1 = 0xBB67AE85;
    static final int ROUNDS = 10;

    private static final int WORDS = 4;
    private static final int NUMBERS = BLOCK / WORDS;
    private static final double HALF_WORDS = 0x1p31;

    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate must be in [0, 1) but is " + rate);
        }
    }

    /** Whether every element is kept. */
    public boolean isNone() {
        return rate == 0;
    }

    /** The smallest value of the upper 31 bits of a word whose element is kept. */
    public int threshold() {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(rate * HALF_WORDS));
    }

    /** What kept elements are multiplied with. */
    public float scale() {
        return (float) (1 / (1 - rate));
    }

    /**
     * What each element of a block is multiplied with.
     *
     * @param block the first element's index over {@value #BLOCK}
     * @param factors overwritten from its beginning on
     */
    void factors(long block, float[] factors) {
        int[] words = new int[WORDS];
        for (int i = 0; i < NUMBERS; i++) {
            long number = block * NUMBERS + i;
            words[0] = (int) number;
            words[1] = (int) (number >>> Integer.SIZE);
            words[2] = site;
            words[3] = step;
            philox(words, (int) seed, (int) (seed >>> Integer.SIZE));
            for (int word = 0; word < WORDS; word++) {
                int at = word / 2 * (BLOCK / 2) + 2 * i + word % 2;
                factors[at] = words[word] >>> 1 >= threshold() ? scale() : 0;
            }
        }
    }

    /** The first half of the key of a round, as an unsigned number. */
    long key0(int round) {
        return Integer.toUnsignedLong((int) seed + round * WEYL0);
    }

    /** The second half of the key of a round, as an unsigned number. */
    long key1(int round) {
        return Integer.toUnsignedLong((int) (seed >>> Integer.SIZE) + round * WEYL1);
    }

    /** Philox 4x32-10 in place. */
    static void philox(int[] counter, int key0, int key1) {
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = Integer.toUnsignedLong(counter[0]) * Integer.toUnsignedLong(MULTIPLIER0);
            long product1 = Integer.toUnsignedLong(counter[2]) * Integer.toUnsignedLong(MULTIPLIER1);
            counter[0] = (int) (product1 >>> Integer.SIZE) ^ counter[1] ^ (key0 + round * WEYL0);
            counter[2] = (int) (product0 >>> Integer.SIZE) ^ counter[3] ^ (key1 + round * WEYL1);
            counter[1] = (int) product1;
            counter[3] = (int) product0;
        }
    }
}
