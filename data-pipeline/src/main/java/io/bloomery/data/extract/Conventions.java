package io.bloomery.data.extract;

import java.util.List;

/**
 * What sites do by convention in every language, as an amount on the scores that the forests give.
 *
 * <p>The forests learned from too few pages, most of them English, to see much of it: that captions and credits of
 * pictures are no main text, nor what readers say below an article, what it says of other articles, of sharing and
 * subscribing, nor lines of links within it; and that the paragraph with which an article describes itself to machines is its lede.
 */
final class Conventions {

    static final double CAPTION = -1.5;
    static final double ASIDE = -1.5;
    static final double COMMENT = -2;
    static final double UNDER_RELATED = -1;
    static final double LINE_OF_LINKS = -1;
    static final double LEDE = 0.7;

    private static final List<String> ASIDES = List.of("related", "share", "comments", "advert", "signup", "credit");

    /** A saying of the block itself, not only of one near it. */
    private static final int ITSELF = 2;

    private static final double MOSTLY = 0.8;
    private static final double ALL_BUT_A_MARK = 0.9;
    private static final int LEDE_WORDS = 8;

    private final int caption;
    private final int[] asides;
    private final int comments;
    private final int underRelated;
    private final int linkDensity;
    private final int inDescription;
    private final int words;

    /** Conventions over feature vectors with these names. */
    Conventions(List<String> features) {
        caption = index(features, "up-to-caption");
        asides = ASIDES.stream()
                .mapToInt(saying -> index(features, "says-" + saying))
                .toArray();
        comments = index(features, "up-to-comments");
        underRelated = index(features, "under-related");
        linkDensity = index(features, "link-density");
        inDescription = index(features, "in-description");
        words = index(features, "words");
    }

    private static int index(List<String> features, String name) {
        int index = features.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no feature " + name);
        }
        return index;
    }

    /**
     * The amount for a block.
     *
     * @param article how likely its page is an article, 0 to 1
     */
    double of(float[] block, double article) {
        double inArticle = saysAside(block) ? ASIDE : 0;
        inArticle += block[comments] < BlockFeatures.FAR ? COMMENT : 0;
        inArticle += block[underRelated] > 0 ? UNDER_RELATED : 0;
        inArticle += block[linkDensity] > ALL_BUT_A_MARK ? LINE_OF_LINKS : 0;
        double anywhere = block[caption] <= 1 ? CAPTION : 0;
        anywhere += block[inDescription] > MOSTLY && block[words] > LEDE_WORDS ? LEDE : 0;
        return anywhere + article * inArticle;
    }

    private boolean saysAside(float[] block) {
        for (int aside : asides) {
            if (block[aside] >= ITSELF) {
                return true;
            }
        }
        return false;
    }
}
