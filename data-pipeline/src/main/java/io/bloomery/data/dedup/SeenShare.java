package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

/**
 * How much of a text was said in the texts before it, after the Bloom filter step of datatrove: runs of words count as
 * seen where an earlier text had them; what the text itself says twice does not.
 *
 * <p>One reader at a time; the answers depend on the set of texts read before, not on their order.
 */
public final class SeenShare {

    private final BloomFilter filter;
    private final int shingleWords;

    public SeenShare(BloomFilter filter, int shingleWords) {
        this.filter = requireNonNull(filter, "filter");
        this.shingleWords = shingleWords;
    }

    /** The share of a text's runs of words that were seen before, 0 for a text with no run; then all of it is seen. */
    public double read(String text) {
        long[] shingles = Shingles.inOrder(text, shingleWords);
        int seen = 0;
        for (long shingle : shingles) {
            seen += filter.mayContain(shingle) ? 1 : 0;
        }
        for (long shingle : shingles) {
            filter.add(shingle);
        }
        return shingles.length == 0 ? 0 : (double) seen / shingles.length;
    }
}
