package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as one HTML page that needs nothing else: no network, no script, no second file.
 *
 * <p>The same report gives the same page. The size is bounded by the number of samples, each cut at a length, by
 * thinning curves, and by the number of signals.
 */
public final class HtmlReport {

    private HtmlReport() {}

    /** The page, to be stored as UTF-8. */
    public static String render(LineReport report) {
        Markup body = tag(
                "body",
                tag(
                        "main",
                        header(report),
                        ChecksSection.of(report.curation().checks()),
                        DriftSection.of(report.curation().drifts()),
                        FunnelSection.of(report.corpus().funnels()),
                        RulesSection.of(report.curation()),
                        ModelSection.of(report.model()),
                        CorpusSection.shape(report.corpus()),
                        SignalsSection.of(report.curation()),
                        CorpusSection.samples(report.corpus().samples()),
                        RunSection.of(report.run())));
        return "<!DOCTYPE html>\n" + tag("html", head(report), body).with("lang", "en") + "\n";
    }

    private static Markup head(LineReport report) {
        return tag(
                "head",
                Markup.voidTag("meta").with("charset", "utf-8"),
                Markup.voidTag("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", "default-src 'none'; style-src 'unsafe-inline'"),
                Markup.voidTag("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                tag("title", report.run().title()),
                Markup.style(StyleSheet.ofReport()));
    }

    private static Markup header(LineReport report) {
        return tag(
                "header",
                tag("h1", report.run().title()),
                tag("p", "run " + report.run().runId()).with("class", "note"),
                tag("dl", tiles(report)).with("class", "tiles"));
    }

    private static List<Markup> tiles(LineReport report) {
        List<Markup> tiles = new ArrayList<>();
        if (!report.corpus().funnels().isEmpty()) {
            tiles.add(tile("pages in", Quantity.count(report.pagesIn())));
            tiles.add(tile("documents kept", Quantity.count(report.documentsKept())));
        }
        if (report.curation().tokens() > 0) {
            tiles.add(tile(
                    "tokens in the corpus", Quantity.count(report.curation().tokens())));
        }
        ModelSummary model = report.model();
        if (model.parameters() > 0) {
            tiles.add(tile("parameters", Quantity.count(model.parameters())));
            tiles.add(tile("tokens trained on", Quantity.count(model.tokens())));
            tiles.add(tile("tokens per second", Quantity.count(Math.round(model.tokensPerSecond()))));
        }
        model.perplexities().stream()
                .filter(perplexity -> !perplexity.baseline())
                .findFirst()
                .ifPresent(perplexity -> tiles.add(tile("perplexity", Quantity.decimal(perplexity.value()))));
        if (!report.duration().isZero()) {
            tiles.add(tile("time", Quantity.duration(report.duration())));
        }
        return tiles;
    }

    private static Markup tile(String name, String value) {
        return tag("div", tag("dt", name), tag("dd", value));
    }
}
