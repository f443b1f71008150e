package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;

/**
 * A sum of decision trees, read from a resource: a line with the names of the features, then one tree a line.
 *
 * <p>A tree is written from its root: {@code feature threshold low high} where both branches are written the same way,
 * and {@code = value} for a leaf; a feature goes {@code low} where it is at most the threshold.
 *
 * <p>No tree is walked, as a processor would guess every second branch wrong. Instead the splits of all trees are looked at
 * feature by feature, thresholds rising, for as long as the feature is above them; each of those shuts out the leaves of its
 * low branch, and the first leaf that is left is the tree's (Lucchese et al., QuickScorer, SIGIR 2015).
 */
final class Forest {

    private static final String LEAF = "=";
    private static final int MOST_LEAVES = Integer.SIZE; // of a tree, a bit each

    private final List<String> features;
    private final int trees;
    private final int[] ends; // per feature: where its splits end; they begin where those of the feature before end
    private final float[] thresholds; // per split
    private final int[] treeOf; // per split
    private final int[] shut; // per split: the leaves of its low branch
    private final float[] values; // of the leaves of all trees, MOST_LEAVES for each

    private Forest(List<String> features, String... lines) {
        this.features = features;
        this.trees = lines.length;
        this.values = new float[trees * MOST_LEAVES];
        List<Split> splits = new ArrayList<>();
        for (int tree = 0; tree < trees; tree++) {
            new TreeReader(lines[tree], tree, splits).read();
        }
        splits.sort(Comparator.comparingInt(Split::feature).thenComparingDouble(Split::threshold));
        this.ends = new int[features.size()];
        this.thresholds = new float[splits.size()];
        this.treeOf = new int[splits.size()];
        this.shut = new int[splits.size()];
        for (int i = 0; i < thresholds.length; i++) {
            Split split = splits.get(i);
            Arrays.fill(ends, split.feature, ends.length, i + 1);
            thresholds[i] = split.threshold;
            treeOf[i] = split.tree;
            shut[i] = split.shut;
        }
    }

    static Forest read(String resource) {
        try (InputStream in = Forest.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
            return of(lines.readLine(), lines.lines().toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Forest of(String features, String... trees) {
        return new Forest(List.of(features.split(" ", -1)), trees);
    }

    int trees() {
        return trees;
    }

    List<String> features() {
        return features;
    }

    /** The sum of all trees for a vector in the order of the features. */
    double sum(float[] vector) {
        return sums(vector, 1)[0];
    }

    /** As many sums for a vector in the order of the features, each of every so many trees: the first of the first tree on. */
    double[] sums(float[] vector, int count) {
        int[] out = new int[trees]; // leaves that are shut out
        int i = 0;
        for (int feature = 0; feature < ends.length; feature++) {
            float number = vector[feature];
            int end = ends[feature];
            for (; i < end && number > thresholds[i]; i++) {
                out[treeOf[i]] |= shut[i];
            }
            i = end;
        }
        double[] sums = new double[count];
        int sum = 0;
        for (int tree = 0; tree < trees; tree++) {
            sums[sum] += values[tree * MOST_LEAVES + Integer.numberOfTrailingZeros(~out[tree])];
            sum = sum + 1 == count ? 0 : sum + 1;
        }
        return sums;
    }

    private record Split(int feature, float threshold, int tree, int shut) {}

    /** Reads the line of one tree. */
    private final class TreeReader {

        private final StringTokenizer tokens;
        private final int tree;
        private final List<Split> splits;
        private int leaves;

        TreeReader(String line, int tree, List<Split> splits) {
            this.tokens = new StringTokenizer(line);
            this.tree = tree;
            this.splits = splits;
        }

        void read() {
            String kind = tokens.nextToken();
            float number = Float.parseFloat(tokens.nextToken());
            if (kind.equals(LEAF)) {
                if (leaves == MOST_LEAVES) {
                    throw new IllegalArgumentException("tree " + tree + " has more than " + MOST_LEAVES + " leaves");
                }
                values[tree * MOST_LEAVES + leaves++] = number;
                return;
            }
            int first = leaves;
            read();
            int low = leaves - first; // fewer than all, as the high branch has one
            splits.add(new Split(Integer.parseInt(kind), number, tree, ((1 << low) - 1) << first));
            read();
        }
    }
}
