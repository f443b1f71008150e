package io.bloomery.data.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Scores the extractor on a folder of pages with known main text, {@code -Dbloomery.extraction=DIR}: the mean F1 of the
 * words, for each page type and over all pages. Skipped where the folder is absent.
 */
class ExtractionScoreTest {

    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    /** Well below what was measured on the pages that the forests learned from (README.md beside them). */
    private static final double LEAST = 0.8;

    @Test
    void scoresNoLessThanItHas() throws IOException {
        Path folder = Path.of(System.getProperty("bloomery.extraction", "../../shared/data/extraction"));
        folder = Files.isDirectory(folder) ? folder : Path.of("../shared/data/extraction");
        assumeTrue(Files.isDirectory(folder), "no pages at " + folder);
        HtmlExtractor extractor = new HtmlExtractor(new ExtractConfig(1 << 22, 512, 500_000));
        Map<String, double[]> sums = new TreeMap<>();
        for (LabelledPages.Page page : LabelledPages.read(folder)) {
            double score = f1(extractor.extract(page.html(), "", "").text(), page.truth());
            for (String group : new String[] {"all", page.type()}) {
                double[] sum = sums.computeIfAbsent(group, key -> new double[2]);
                sum[0] += score;
                sum[1]++;
            }
        }
        sums.forEach((group, sum) -> System.out.println(
                String.format(Locale.ROOT, "%-14s %4.0f pages, F1 %.4f", group, sum[1], sum[0] / sum[1])));
        assertThat(sums.get("all")[0] / sums.get("all")[1]).isGreaterThan(LEAST);
    }

    private static double f1(String found, String truth) {
        Map<String, Integer> foundWords = words(found);
        Map<String, Integer> trueWords = words(truth);
        double both = 0;
        double all = 0;
        for (Map.Entry<String, Integer> word : foundWords.entrySet()) {
            both += Math.min(word.getValue(), trueWords.getOrDefault(word.getKey(), 0));
            all += word.getValue();
        }
        all += trueWords.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 1 : 2 * both / all;
    }

    private static Map<String, Integer> words(String text) {
        Map<String, Integer> words = new HashMap<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.merge(matcher.group(), 1, Integer::sum);
        }
        return words;
    }
}
