package io.bloomery.data.filter.datatrove;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Drops texts of rare words: the mean natural logarithm of how often its words occur in a large corpus, as datatrove's
 * {@code UnigramLogProbFilter} has it after peS2o.
 *
 * <p>Words that the table does not hold count as one in a thousand million; a text without words has the mean 0.
 */
public final class UnigramLogProbs implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String MEAN = "unigram-log-prob";
    private static final double UNKNOWN = Math.log(1e-9);
    private static final String HEADER = "word,count";

    private final double threshold;
    private final HashMap<String, Double> logarithms;

    UnigramLogProbs(double threshold, Map<String, Long> counts) {
        this.threshold = threshold;
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        this.logarithms = new HashMap<>();
        counts.forEach((word, count) -> logarithms.put(word, Math.log(count / all)));
    }

    /**
     * The rule with the table of its configuration.
     *
     * @throws IOException if the table cannot be read, or is none
     */
    public static UnigramLogProbs read(UnigramLogProbsConfig config, ResourceReader resources) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        try (InputStream bytes = resources.open(config.table());
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, UTF_8))) {
            if (!HEADER.equals(lines.readLine())) {
                throw new IOException(config.table() + " does not begin with a line " + HEADER);
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int comma = line.lastIndexOf(',');
                counts.put(line.substring(0, Math.max(0, comma)), count(line.substring(comma + 1), config.table()));
            }
        }
        return new UnigramLogProbs(config.logprobsThreshold(), counts);
    }

    @Override
    public void apply(Draft draft) {
        Parts words = draft.view(Views.WORDS);
        double[] byId = new double[words.distinct()];
        int seen = 0;
        double sum = 0;
        for (int i = 0; i < words.size(); i++) {
            int id = words.id(i);
            if (id == seen) {
                byId[seen++] = logarithms.getOrDefault(words.part(i).toLowerCase(Locale.ROOT), UNKNOWN);
            }
            sum += byId[id];
        }
        draft.signal(MEAN, words.size() == 0 ? 0 : sum / words.size());
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("unigram-log-probs", MEAN, Bound.MORE_THAN, threshold));
    }

    private static long count(String field, String table) throws IOException {
        try {
            return Long.parseLong(field);
        } catch (NumberFormatException e) {
            throw new IOException(table + " has a line whose count is no number: " + field, e);
        }
    }
}
