package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.bloomery.data.quantity.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the corpus looks like: histograms, mixes, and documents to read. */
final class CorpusSection {

    private static final int MAX_SAMPLE_CHARACTERS = 1_500;
    private static final int MAX_URL_CHARACTERS = 300;
    private static final int MAX_SAMPLES_PER_RULE = 20;

    private CorpusSection() {}

    /** Histograms and mixes. */
    static Markup shape(CorpusSummary corpus) {
        List<Markup> figures = new ArrayList<>();
        corpus.histograms().stream()
                .filter(histogram -> histogram.total() > 0)
                .map(BarChart::of)
                .forEach(figures::add);
        corpus.rankings().stream()
                .filter(ranking -> ranking.total() > 0)
                .map(CorpusSection::ranking)
                .forEach(figures::add);
        if (figures.isEmpty()) {
            return Markup.NOTHING;
        }
        return tag(
                        "section",
                        tag("h2", "What the corpus looks like"),
                        tag("div", figures).with("class", "figures"))
                .with("id", "corpus");
    }

    private static Markup ranking(Ranking ranking) {
        List<Markup> rows = new ArrayList<>();
        ranking.shares().forEach(share -> rows.add(rank(share.label(), share.count(), ranking.total())));
        if (ranking.others() > 0) {
            rows.add(rank("others", ranking.others(), ranking.total()));
        }
        String caption = ranking.title() + " (" + Quantity.count(ranking.total()) + ")";
        return tag(
                "figure",
                tag("figcaption", caption),
                Tables.table(
                        List.of(Tables.words(""), Tables.numbers("count"), Tables.numbers("share"), Tables.words("")),
                        rows));
    }

    private static Markup rank(String label, long count, long total) {
        return tag(
                "tr",
                Tables.name(label),
                Tables.number(Quantity.count(count)),
                Tables.number(Quantity.percent(count, total)),
                Tables.bar(count, total, "kept"));
    }

    /** Documents that were kept, and those that each rule dropped. */
    static Markup samples(List<DocumentSample> samples) {
        if (samples.isEmpty()) {
            return Markup.NOTHING;
        }
        Map<String, List<DocumentSample>> byVerdict =
                samples.stream().collect(groupingBy(CorpusSection::verdict, LinkedHashMap::new, toList()));
        List<Markup> groups = new ArrayList<>();
        byVerdict.forEach((verdict, group) -> groups.add(group(verdict, group)));
        return tag("section", tag("h2", "Documents to read"), Markup.join(groups))
                .with("id", "samples");
    }

    private static String verdict(DocumentSample sample) {
        return sample.isKept() ? "kept by " + sample.stage() : "dropped by " + sample.stage() + ": " + sample.rule();
    }

    private static Markup group(String verdict, List<DocumentSample> samples) {
        List<Markup> articles = samples.stream()
                .limit(MAX_SAMPLES_PER_RULE)
                .map(CorpusSection::article)
                .toList();
        return tag("details", tag("summary", verdict + " (" + articles.size() + ")"), Markup.join(articles));
    }

    private static Markup article(DocumentSample sample) {
        Markup url = tag("p", tag("bdi", Markup.text(sample.url(), MAX_URL_CHARACTERS)))
                .with("class", "url");
        Markup measured = sample.isKept()
                ? Markup.NOTHING
                : tag(
                                "p",
                                "measured " + Quantity.decimal(sample.measured()) + ", limit "
                                        + Quantity.decimal(sample.limit()))
                        .with("class", "note");
        Markup text = tag("pre", Markup.text(sample.text(), MAX_SAMPLE_CHARACTERS))
                .with("dir", "auto")
                .with("tabindex", "0");
        return tag("article", url, measured, text);
    }
}
