package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import java.util.List;
import java.util.Locale;

/** What was trained: curves, perplexities beside their baselines, and text the model wrote. */
final class ModelSection {

    private static final int MAX_GENERATION_CHARACTERS = 2_000;
    private static final int MAX_GENERATIONS = 20;

    private ModelSection() {}

    static Markup of(ModelSummary model) {
        Markup loss = LineChart.of("Loss in nats per token", model.curves());
        Markup content = Markup.join(loss, perplexities(model.perplexities()), generations(model.generations()));
        if (content.isEmpty()) {
            return Markup.NOTHING;
        }
        return tag("section", tag("h2", "The model"), content).with("id", "model");
    }

    private static Markup perplexities(List<Perplexity> perplexities) {
        if (perplexities.isEmpty()) {
            return Markup.NOTHING;
        }
        List<Markup> rows = perplexities.stream()
                .map(perplexity -> row(perplexity, perplexities))
                .toList();
        return Markup.join(
                tag("h3", "Perplexity on held-out tokens"),
                tag("p", "How many tokens the model hesitates between, on average; less is better.")
                        .with("class", "note"),
                Tables.table(
                        List.of(
                                Tables.words("model"),
                                Tables.numbers("perplexity"),
                                Tables.numbers("beside the trained model")),
                        rows));
    }

    private static Markup row(Perplexity perplexity, List<Perplexity> all) {
        Markup row = Tables.row(perplexity.model(), Quantity.decimal(perplexity.value()), comparison(perplexity, all));
        return perplexity.baseline() ? row : row.with("class", "trained");
    }

    private static String comparison(Perplexity baseline, List<Perplexity> all) {
        if (!baseline.baseline()) {
            return "";
        }
        return all.stream()
                .filter(perplexity -> !perplexity.baseline())
                .findFirst()
                .map(trained -> baseline.value() / trained.value())
                .filter(Double::isFinite)
                .map(ratio -> String.format(Locale.ROOT, "%.2f times", ratio))
                .orElse("");
    }

    private static Markup generations(List<Generation> generations) {
        if (generations.isEmpty()) {
            return Markup.NOTHING;
        }
        List<Markup> written = generations.stream()
                .limit(MAX_GENERATIONS)
                .map(ModelSection::generation)
                .toList();
        return Markup.join(tag("h3", "What it writes"), Markup.join(written));
    }

    private static Markup generation(Generation generation) {
        Markup prompt = tag("strong", Markup.text(generation.prompt(), MAX_GENERATION_CHARACTERS));
        Markup continuation = Markup.text(generation.continuation(), MAX_GENERATION_CHARACTERS);
        return tag("pre", prompt, continuation).with("dir", "auto").with("tabindex", "0");
    }
}
