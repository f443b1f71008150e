package io.bloomery.jobs.report;

import io.bloomery.data.report.Bins;
import io.bloomery.data.report.Histogram;
import io.bloomery.data.report.Ranking;
import io.bloomery.data.report.Share;
import io.bloomery.data.survey.TableSurvey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What the last corpus of the line looks like, from its survey. */
final class CorpusShape {

    private static final Bins CHARACTERS = Bins.logarithmic(0, 7);
    private static final Bins WORDS = Bins.logarithmic(0, 6);
    private static final Bins SCORES = Bins.linear(0, 1, 20);
    private static final int MAX_LABELS = 12;

    private CorpusShape() {}

    static List<Histogram> histograms(TableSurvey survey) {
        return List.of(
                Histogram.of("Length in characters", "characters", CHARACTERS, survey.number("characters")),
                Histogram.of("Length in words", "words between spaces", WORDS, survey.number("words")),
                Histogram.of("Length in tokens", "tokens", WORDS, survey.number("token-count")),
                Histogram.of("Language score", "how sure the language is", SCORES, survey.number("language-score")));
    }

    static List<Ranking> rankings(TableSurvey survey) {
        List<Ranking> rankings = new ArrayList<>();
        rankings.add(ranking("Languages", survey, "language"));
        rankings.add(ranking("Hosts", survey, "host"));
        for (Map.Entry<String, String> more :
                List.of(Map.entry("Sources", "source"), Map.entry("Licences", "license"))) {
            if (survey.shares().containsKey(more.getValue())) {
                rankings.add(ranking(more.getKey(), survey, more.getValue()));
            }
        }
        return rankings;
    }

    private static Ranking ranking(String title, TableSurvey survey, String kind) {
        SortedMap<String, Long> labels = survey.shares().get(kind);
        List<Share> shares = labels.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_LABELS)
                .map(label -> new Share(label.getKey().isEmpty() ? "none" : label.getKey(), label.getValue()))
                .toList();
        return new Ranking(title, shares, survey.keptCount());
    }
}
