package io.bloomery.data.report;

import io.bloomery.data.check.Check;
import io.bloomery.data.check.CheckOutcome;
import io.bloomery.data.report.Curve.Point;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Limit;
import io.bloomery.data.survey.Drift;
import io.bloomery.data.survey.Sketch;
import io.bloomery.data.survey.TableSurvey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reports as a run could give them. */
final class Reports {

    private Reports() {}

    static LineReport empty() {
        return new LineReport(
                new RunSummary("Bloomery", "none", List.of(), List.of(), ""),
                CurationSummary.none(),
                CorpusSummary.empty(),
                ModelSummary.none());
    }

    static LineReport quickstart() {
        return new LineReport(run(), CurationSummary.none(), corpus(), model());
    }

    /** The same shape with one text in every place that takes foreign text. */
    static LineReport saying(String text) {
        RunSummary run = new RunSummary(
                text,
                text,
                List.of(new StageSummary(text, false, Duration.ofSeconds(1))),
                List.of(new Location(text, text)),
                text);
        CorpusSummary corpus = new CorpusSummary(
                List.of(
                        new Funnel(text, 2, new TreeMap<>(Map.of("kept", 1L, "dropped." + text, 1L))),
                        new Funnel(text, 3, new TreeMap<>(Map.of("quarantined." + text, 3L)))),
                List.of(Histogram.of(text, text, Bins.linear(0, 1, 2), 0.1, 0.9)),
                List.of(new Ranking(text, List.of(new Share(text, 1)), 2)),
                List.of(DocumentSample.kept(text, text, text), new DocumentSample(text, text, 1, 0, text, text)));
        ModelSummary model = new ModelSummary(
                1,
                1,
                1,
                List.of(new Curve(text, List.of(new Point(0, 1), new Point(1, 2)))),
                List.of(new Perplexity(text, 2, false), new Perplexity(text, 4, true)),
                List.of(new Generation(text, text)));
        return new LineReport(run, curation(text), corpus, model);
    }

    /** What curation with many rules gives, against an earlier run. */
    static LineReport curated() {
        TableSurvey before = survey("20261121-080000-11aa", 5, 0.1);
        TableSurvey now = survey("20261122-093000-7f3a", 7, 0.9);
        List<Limit> limits = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            limits.add(new Limit(
                    "rule-" + i, "signal-" + i, i % 2 == 0 ? Bound.AT_LEAST : Bound.LESS_THAN, i % 2 == 0 ? 0.05 : 40));
        }
        limits.add(Limit.atLeast("words", 50));
        limits.add(Limit.atMost("words", 100_000));
        List<CheckOutcome> checks = List.of(
                Check.parse("kept-fraction >= 50%").judge(now),
                Check.parse("median(words) <= 300").judge(now),
                Check.parse("language-share(en) > 0.99").judge(now));
        CurationSummary curation =
                new CurationSummary(List.of(now), limits, checks, List.of(new Drift(before, now)), 1_234_567_890L);
        return new LineReport(run(), curation, corpus(), ModelSummary.none());
    }

    private static TableSurvey survey(String runId, long seed, double shift) {
        Random random = new Random(seed);
        SortedMap<String, Sketch> kept = new TreeMap<>();
        SortedMap<String, Sketch> dropped = new TreeMap<>();
        SortedMap<String, Long> out = new TreeMap<>();
        long all = 0;
        for (int i = 0; i < 30; i++) {
            double scale = Math.pow(10, i % 7 - 2);
            kept.put("signal-" + i, Sketch.of(gaussians(random, 4_000, scale, shift)));
            dropped.put("signal-" + i, Sketch.of(gaussians(random, 1_000, 2 * scale, shift)));
            long count = i % 5 == 0 ? 0 : random.nextInt(90);
            out.put("dropped.rule-" + i, count);
            all += count;
        }
        kept.put(
                "words",
                Sketch.of(random.doubles(4_000)
                        .map(v -> Math.rint(Math.exp(4 + 5 * v)))
                        .toArray()));
        dropped.put(
                "words",
                Sketch.of(random.doubles(1_000)
                        .map(v -> Math.rint(Math.exp(5 * v)))
                        .toArray()));
        out.put("kept", 4_000L);
        SortedMap<String, SortedMap<String, Long>> shares = new TreeMap<>();
        shares.put("language", new TreeMap<>(Map.of("en", 3_000L + 100 * seed, "de", 1_000 - 100 * seed)));
        shares.put("host", new TreeMap<>(Map.of("a.test", 2_000L, "b.test", 20L * seed)));
        return new TableSurvey(
                "clean", "a1b2c3d4e5f60718", runId, "2026-11-22T09:31:00Z", all + 4_000, out, kept, dropped, shares);
    }

    private static double[] gaussians(Random random, int count, double scale, double shift) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = scale * Math.abs(random.nextGaussian() + shift);
        }
        return values;
    }

    private static CurationSummary curation(String text) {
        TableSurvey survey = new TableSurvey(
                "clean",
                text,
                text,
                text,
                2,
                new TreeMap<>(Map.of("kept", 1L, "dropped.one", 1L, "dropped." + text, 0L)),
                new TreeMap<>(Map.of(text, Sketch.of(1, 2, 3))),
                new TreeMap<>(Map.of(text, Sketch.of(0.5))),
                new TreeMap<>(Map.of("language", new TreeMap<>(Map.of(text, 1L)))));
        return new CurationSummary(
                List.of(survey),
                List.of(new Limit(text, text, Bound.AT_MOST, 2)),
                List.of(
                        Check.parse("documents > 0").judge(survey),
                        Check.parse("documents > 9").judge(survey)),
                List.of(new Drift(survey, survey)),
                7);
    }

    private static RunSummary run() {
        return new RunSummary(
                "Bloomery quickstart",
                "20261122-093000-7f3a",
                List.of(
                        new StageSummary("crawl", true, Duration.ZERO),
                        new StageSummary("clean", false, Duration.ofMillis(21_400)),
                        new StageSummary("dedupe", false, Duration.ofMillis(14_900)),
                        new StageSummary("tokenizer", false, Duration.ofMillis(9_870)),
                        new StageSummary("tokenize", false, Duration.ofMillis(11_200)),
                        new StageSummary("train", false, Duration.ofMillis(192_000)),
                        new StageSummary("evaluate", false, Duration.ofMillis(18_000))),
                List.of(
                        new Location("pages", "file:/home/ann/bloomery/bloomery-data/pages/3f6c1d8a90b24e71"),
                        new Location("clean_documents", "file:/home/ann/bloomery/bloomery-data/clean_documents/a1b2"),
                        new Location("model", "file:/home/ann/bloomery/bloomery-data/model/99ab0c1d2e3f4a5b"),
                        new Location("report", "file:/home/ann/bloomery/bloomery-data/report.html")),
                "storage {\n  root = \"file:///home/ann/bloomery-data\"\n}\nclean {\n  min-words = 50\n}\n");
    }

    private static CorpusSummary corpus() {
        Random random = new Random(7);
        double[] characters =
                random.doubles(2318).map(value -> Math.exp(4.5 + 4 * value)).toArray();
        double[] scores =
                random.doubles(2318).map(value -> 1 - value * value * 0.5).toArray();
        double[] clusters =
                random.doubles(412).map(value -> 2 + 1 / (value + 0.01)).toArray();
        return new CorpusSummary(
                List.of(
                        new Funnel(
                                "crawl",
                                5_204,
                                new TreeMap<>(Map.of(
                                        "kept", 5_180L, "dropped.robots-denied", 20L, "quarantined.timeout", 4L))),
                        new Funnel(
                                "clean",
                                5_180,
                                new TreeMap<>(Map.of(
                                        "kept", 3_391L,
                                        "dropped.word-count", 1_204L,
                                        "dropped.repeated-lines", 402L,
                                        "dropped.language", 93L,
                                        "dropped.alphabetic-words", 61L,
                                        "dropped.terminal-punctuation", 22L,
                                        "quarantined.truncated-gzip", 7L))),
                        new Funnel(
                                "dedupe",
                                3_391,
                                new TreeMap<>(Map.of(
                                        "kept", 2_318L,
                                        "dropped.exact-duplicate", 311L,
                                        "dropped.near-duplicate", 762L)))),
                List.of(
                        Histogram.of("Length", "characters", Bins.logarithmic(0, 7), characters),
                        Histogram.of("Language score", "score", Bins.linear(0, 1, 20), scores),
                        Histogram.of(
                                "Duplicate clusters", "documents in the cluster", Bins.logarithmic(0, 4), clusters)),
                List.of(
                        new Ranking(
                                "Languages",
                                List.of(new Share("en", 2_290), new Share("zh", 20), new Share("de", 8)),
                                2_318),
                        new Ranking(
                                "Hosts",
                                List.of(
                                        new Share("commons-math3.localhost", 1_120),
                                        new Share("guava.localhost", 702),
                                        new Share("commons-lang3.localhost", 301)),
                                2_318)),
                samples());
    }

    private static List<DocumentSample> samples() {
        String text = "Returns an immutable list containing the given elements, in order.\n\n".repeat(8)
                + "不可变列表按给定顺序包含这些元素。";
        List<DocumentSample> samples = new ArrayList<>();
        samples.add(DocumentSample.kept("dedupe", "http://127.0.0.1:39211/guava/ImmutableList.html", text));
        samples.add(new DocumentSample(
                "clean",
                "word-count",
                12,
                50,
                "http://127.0.0.1:39211/guava/package-frame.html",
                "Interfaces\nClasses"));
        samples.add(new DocumentSample(
                "dedupe", "near-duplicate", 0.91, 0.8, "http://127.0.0.1:39211/guava/index-3.html", text));
        return samples;
    }

    private static ModelSummary model() {
        Random random = new Random(11);
        List<Point> loss = new ArrayList<>();
        List<Point> held = new ArrayList<>();
        for (int step = 1; step <= 1_200; step++) {
            double value = 3.6 + 5.4 * Math.exp(-step / 150.0) + random.nextGaussian() * 0.08;
            loss.add(new Point(step, step == 700 ? Double.NaN : value));
            if (step % 100 == 0) {
                held.add(new Point(step, value + 0.15));
            }
        }
        return new ModelSummary(
                1_867_008,
                2_457_600,
                12_803.4,
                List.of(new Curve("training", loss), new Curve("held out", held)),
                List.of(
                        new Perplexity("this model", 41.73, false),
                        new Perplexity("bigram", 121.9, true),
                        new Perplexity("unigram", 611.2, true),
                        new Perplexity("uniform", 8192, true)),
                List.of(
                        new Generation(
                                "Returns the", " number of elements in this list, or null if this list is empty."),
                        new Generation("public static", " final class Builder<E> extends ImmutableCollection<E>")));
    }
}
