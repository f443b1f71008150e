package io.bloomery.jobs.bench;

import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Made-up documents of which it is known which are duplicates: the same number gives the same document, without any other.
 *
 * <p>Of ten documents in a row seven are alone. The other three are a planted cluster, or, in a third of the blocks, belong
 * to one of 99 documents. A member is the text of its cluster, or that with two words changed in up to two places, so that
 * members share at least four fifths of their word 5-grams, most of them more. Every seventh document that is alone is a
 * decoy: it shares the first half of its text with the document before it, a third of the 5-grams of both.
 */
public final class PlantedCorpus {

    private static final int BLOCK = 10;
    private static final int ALONE = 7;
    private static final int BIG_EVERY = 100;
    private static final int VOCABULARY = 60_000;
    private static final int MIN_WORDS = 180;
    private static final int MORE_WORDS = 160;
    private static final String SYLLABLES = "bacedifogumakelinopurasetivowuza";

    private final long seed;
    private final boolean oneCluster;

    /**
     * A corpus.
     *
     * @param oneCluster whether all documents are members of one planted cluster
     */
    public PlantedCorpus(long seed, boolean oneCluster) {
        this.seed = seed;
        this.oneCluster = oneCluster;
    }

    /** The cluster of a document: documents of the same number are duplicates of each other. */
    public long cluster(long number) {
        if (oneCluster) {
            return -1;
        }
        long block = number / BLOCK;
        int place = (int) (number % BLOCK);
        if (place < ALONE) {
            return number;
        }
        long group = block / BIG_EVERY;
        boolean big = block % BIG_EVERY < BIG_EVERY / 3;
        return big ? -1 - group : block * BLOCK + ALONE;
    }

    /** An id that tells nothing. */
    public String id(long number) {
        return HexFormat.of().toHexDigits(new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L).nextLong());
    }

    /** The text of a document. */
    public String text(long number) {
        long cluster = cluster(number);
        int place = (int) (number % BLOCK);
        boolean isDecoy = !oneCluster && place < ALONE && place > 0 && number % ALONE == 0;
        String[] words = words(cluster);
        if (isDecoy) {
            String[] before = words(number - 1);
            System.arraycopy(before, 0, words, 0, Math.min(before.length, words.length) / 2);
        }
        if (place > ALONE || cluster < 0) {
            change(words, new SplittableRandom(seed + 31 * number));
        }
        return String.join(" ", words);
    }

    private String[] words(long cluster) {
        SplittableRandom random = new SplittableRandom(seed * 7919 + cluster);
        String[] words = new String[MIN_WORDS + random.nextInt(MORE_WORDS)];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(random);
        }
        return words;
    }

    /** Words that are often used come first, as in a language: the square of a fraction falls near 0. */
    private static String word(SplittableRandom random) {
        double fraction = random.nextDouble();
        int rank = (int) (fraction * fraction * VOCABULARY);
        StringBuilder word = new StringBuilder();
        do {
            int syllable = 2 * (rank % (SYLLABLES.length() / 2));
            word.append(SYLLABLES, syllable, syllable + 2);
            rank /= SYLLABLES.length() / 2;
        } while (rank > 0);
        return word.toString();
    }

    /** Two words in a row become others, in none, one or two places. */
    private static void change(String[] words, SplittableRandom random) {
        for (int place = random.nextInt(3); place > 0; place--) {
            int at = random.nextInt(words.length - 2);
            words[at] = word(random);
            words[at + 1] = word(random);
        }
    }
}
