package io.bloomery.data.extract;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Says for each block of a page how likely it is main text, and which blocks to keep.
 *
 * <p>Two forests learned it from pages with known main text: one tells the type of the page, one the blocks, given that
 * type. Those blocks are kept for which the expected F1 of words is highest, so that a page of which little is sure
 * rather gives too much than nothing.
 */
final class BlockJudge {

    private static final Forest TYPES = Forest.read("page-types.txt.gz");
    private static final Forest BLOCKS = Forest.read("blocks.txt.gz");
    private static final Conventions CONVENTIONS = new Conventions(BLOCKS.features());
    private static final PageType[] PAGE_TYPES = PageType.values();
    private static final int ARTICLE = List.of(PAGE_TYPES).indexOf(PageType.ARTICLE);

    /** Below the best threshold, as a block too many costs less than one too few. */
    private static final double LENIENCE = 0.9;

    /** No threshold is higher: what is rather main text than not is kept, however sure other blocks are. */
    private static final double HIGHEST_THRESHOLD = 0.5;

    /** A hidden element with fewer words, and without others like it, is no panel that a click opens. */
    private static final int LEAST_HIDDEN_WORDS = 30;

    /** Where small things around long texts are many. */
    private static final Set<PageType> STRICT = EnumSet.of(PageType.ARTICLE, PageType.FORUM);

    /** What is taken off the scores there; 0.4 to 1.0 gain alike, while other types would lose. */
    private static final double STRICTNESS = 0.7;

    private final PageType type;
    private final double[] likelihoods;
    private final List<Block> blocks;

    private BlockJudge(PageType type, double[] likelihoods, List<Block> blocks) {
        this.type = type;
        this.likelihoods = likelihoods;
        this.blocks = blocks;
    }

    static BlockJudge of(ParsedPage page) {
        Outline outline = page.outline();
        double[] types = typesOf(outline, page.declared(), page.address());
        double article = types[ARTICLE];
        Scores judged = scores(page, types);
        double[] scores = Namesakes.evened(outline.blocks(), judged.ofForest, article);
        scores = Neighbours.evened(outline.blocks(), scores, article);
        double strictness = strictness(types);
        double[] likelihoods = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            likelihoods[i] =
                    Double.isNaN(scores[i]) ? 0 : 1 / (1 + Math.exp(strictness - scores[i] - judged.ofConventions[i]));
        }
        int best = 0;
        for (int i = 1; i < types.length; i++) {
            best = types[i] > types[best] ? i : best;
        }
        return new BlockJudge(PAGE_TYPES[best], likelihoods, outline.blocks());
    }

    private static double strictness(double[] types) {
        double strictness = 0;
        for (int i = 0; i < types.length; i++) {
            strictness += STRICT.contains(PAGE_TYPES[i]) ? STRICTNESS * types[i] : 0;
        }
        return strictness;
    }

    private static Scores scores(ParsedPage page, double[] types) {
        List<Block> blocks = page.outline().blocks();
        BlockFeatures features = new BlockFeatures(page.outline(), page.declared(), page.title());
        Vector vector = new Vector(BLOCKS.features().size());
        Scores scores = new Scores(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            if (isNeverShown(blocks.get(i).region.hiddenWith)) {
                scores.ofForest[i] = Double.NaN;
                continue;
            }
            vector.clear();
            features.write(i, vector);
            for (double type : types) {
                vector.add("", type);
            }
            scores.ofForest[i] = BLOCKS.sum(vector.values);
            scores.ofConventions[i] = CONVENTIONS.of(vector.values, types[ARTICLE]);
        }
        return scores;
    }

    private static boolean isNeverShown(Region hidden) {
        return hidden != null && hidden.sameSiblings == 1 && hidden.words < LEAST_HIDDEN_WORDS;
    }

    PageType type() {
        return type;
    }

    double likelihood(int block) {
        return likelihoods[block];
    }

    /** Which blocks to keep; of what the page repeats, once, but for manuals, whose steps are the same for many tasks. */
    boolean[] kept() {
        double threshold = Math.min(HIGHEST_THRESHOLD, threshold() * LENIENCE);
        boolean[] kept = new boolean[likelihoods.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = likelihoods[i] >= threshold;
        }
        return type == PageType.DOCUMENTATION ? kept : Repetition.of(blocks).without(kept);
    }

    /** Which blocks a reader can come to see. */
    boolean[] shown() {
        boolean[] shown = new boolean[likelihoods.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = !isNeverShown(blocks.get(i).region.hiddenWith);
        }
        return shown;
    }

    /** The likelihood from which on keeping a block raises the expected F1. */
    private double threshold() {
        Integer[] order = new Integer[likelihoods.length];
        double expected = 0;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            expected += likelihoods[i] * blocks.get(i).words;
        }
        Arrays.sort(order, (a, b) -> Double.compare(likelihoods[b], likelihoods[a]));
        double best = 0;
        double threshold = 1;
        double hits = 0;
        double words = 0;
        for (int block : order) {
            hits += likelihoods[block] * blocks.get(block).words;
            words += blocks.get(block).words;
            double f1 = words == 0 ? 0 : 2 * hits / (words + expected);
            if (f1 > best) {
                best = f1;
                threshold = likelihoods[block];
            }
        }
        return threshold;
    }

    private static double[] typesOf(Outline outline, Declared declared, String url) {
        Vector vector = new Vector(TYPES.features().size());
        PageFeatures.write(outline, declared, url, vector);
        double[] types = TYPES.sums(vector.values, PAGE_TYPES.length);
        double sum = 0;
        for (int i = 0; i < types.length; i++) {
            types[i] = Math.exp(types[i]);
            sum += types[i];
        }
        for (int i = 0; i < types.length; i++) {
            types[i] /= sum;
        }
        return types;
    }

    private static final class Scores {

        /** Per block the logit of its likelihood; no number for what is never shown. */
        private final double[] ofForest;

        /** Per block what is added to that once it is drawn together with others. */
        private final double[] ofConventions;

        Scores(int blocks) {
            ofForest = new double[blocks];
            ofConventions = new double[blocks];
        }
    }

    private static final class Vector implements Features {
        private final float[] values;
        private int size;

        Vector(int capacity) {
            values = new float[capacity];
        }

        void clear() {
            size = 0;
        }

        @Override
        public void add(String name, double value) {
            values[size++] = (float) value;
        }

        @Override
        public void add(String start, Object end, double value) {
            values[size++] = (float) value;
        }
    }
}
