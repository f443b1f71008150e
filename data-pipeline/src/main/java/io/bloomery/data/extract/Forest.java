package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;

/**
 * A sum of decision trees, read from a resource: a line with the names of the features, then one tree a line.
 *
 * <p>A tree is written from its root: {@code feature threshold low high} where both branches are written the same way,
 * and {@code = value} for a leaf; a feature goes {@code low} where it is at most the threshold.
 */
final class Forest {

    private static final String LEAF = "=";

    private final List<String> features;
    private final List<int[]> split = new ArrayList<>(); // per node: feature, or -1 for a leaf
    private final List<int[]> high = new ArrayList<>(); // per node: where its second branch starts
    private final List<float[]> value = new ArrayList<>(); // per node: threshold, or value of a leaf

    private Forest(List<String> features) {
        this.features = features;
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
        Forest forest = new Forest(List.of(features.split(" ", -1)));
        for (String tree : trees) {
            forest.add(tree);
        }
        return forest;
    }

    int trees() {
        return split.size();
    }

    List<String> features() {
        return features;
    }

    /** The sum of the trees {@code first}, {@code first + step} ... for a vector in the order of the features. */
    double sum(float[] vector, int first, int step) {
        double sum = 0;
        for (int tree = first; tree < split.size(); tree += step) {
            int[] splits = split.get(tree);
            int[] highs = high.get(tree);
            float[] values = value.get(tree);
            int node = 0;
            while (splits[node] >= 0) {
                node = vector[splits[node]] <= values[node] ? node + 1 : highs[node];
            }
            sum += values[node];
        }
        return sum;
    }

    private void add(String line) {
        StringTokenizer tokens = new StringTokenizer(line);
        int nodes = tokens.countTokens() / 2;
        int[] splits = new int[nodes];
        int[] highs = new int[nodes];
        float[] values = new float[nodes];
        int[] open = new int[nodes]; // nodes whose first branch is not yet complete
        int depth = 0;
        for (int node = 0; node < nodes; node++) {
            String kind = tokens.nextToken();
            values[node] = Float.parseFloat(tokens.nextToken());
            splits[node] = kind.equals(LEAF) ? -1 : Integer.parseInt(kind);
            if (splits[node] >= 0) {
                open[depth++] = node;
            } else if (depth > 0) {
                highs[open[--depth]] = node + 1;
            }
        }
        split.add(splits);
        high.add(highs);
        value.add(values);
    }
}
