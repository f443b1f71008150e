package io.bloomery.data.card;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.survey.TableSurvey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A card for one table: YAML that the viewer of the Hub reads, then text that people read.
 *
 * @param table name and fingerprint, for provenance
 * @param files glob of the data files, relative to the card
 * @param documents rows of the table
 * @param downloadBytes size of the data files
 * @param datasetBytes size of the rows in memory
 * @param features columns in order
 * @param surveys of the stages that judged documents, in order; may be empty
 * @param provenance facts by name: run, program, parents
 */
public record DatasetCard(
        CardConfig config,
        String table,
        String files,
        long documents,
        long downloadBytes,
        long datasetBytes,
        List<Feature> features,
        List<TableSurvey> surveys,
        Map<String, String> provenance) {

    private static final int MAX_LANGUAGES = 50;
    private static final int MAX_LABELS = 20;
    private static final double SMALLEST_SHARE = 0.001;

    public DatasetCard {
        requireNonNull(config, "config");
        requireNonNull(table, "table");
        requireNonNull(files, "files");
        features = List.copyOf(features);
        surveys = List.copyOf(surveys);
    }

    /** The card as Markdown with front matter. */
    public String render() {
        return "---\n" + frontMatter() + "---\n\n" + text();
    }

    private String frontMatter() {
        Yaml yaml = new Yaml();
        yaml.scalar(0, "license", config.license());
        yaml.list(0, "language", languages());
        yaml.list(0, "task_categories", config.taskCategories());
        yaml.list(0, "tags", config.tags());
        yaml.scalar(0, "pretty_name", config.name());
        yaml.list(0, "size_categories", List.of(sizeCategory(documents)));
        yaml.line(0, "configs:");
        yaml.line(0, "- config_name: default");
        yaml.line(1, "data_files:");
        yaml.line(1, "- split: train");
        yaml.scalar(2, "path", files);
        yaml.line(0, "dataset_info:");
        yaml.line(1, "features:");
        features.forEach(feature -> feature(yaml, 1, feature));
        yaml.line(1, "splits:");
        yaml.line(1, "- name: train");
        yaml.number(2, "num_bytes", datasetBytes);
        yaml.number(2, "num_examples", documents);
        yaml.number(1, "download_size", downloadBytes);
        yaml.number(1, "dataset_size", datasetBytes);
        return yaml.toString();
    }

    private static void feature(Yaml yaml, int depth, Feature feature) {
        yaml.line(depth, "- name: " + Yaml.quoted(feature.name()));
        if (feature.fields().isEmpty()) {
            yaml.line(depth + 1, (feature.list() ? "list: " : "dtype: ") + feature.type());
        } else {
            yaml.line(depth + 1, feature.list() ? "list:" : "struct:");
            feature.fields().forEach(field -> feature(yaml, depth + 1, field));
        }
    }

    /** ISO codes of the languages that make up a thousandth of the documents at least, the most frequent first. */
    private List<String> languages() {
        if (surveys.isEmpty()) {
            return List.of();
        }
        TableSurvey last = surveys.get(surveys.size() - 1);
        return ranked(last, "language").stream()
                .filter(code -> code.matches("[a-z]{2,3}") && !code.equals("und"))
                .filter(code -> last.share("language", code) >= SMALLEST_SHARE)
                .limit(MAX_LANGUAGES)
                .toList();
    }

    private static List<String> ranked(TableSurvey survey, String kind) {
        return survey.shares().getOrDefault(kind, Collections.emptySortedMap()).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The class of sizes that the Hub sorts datasets by. */
    static String sizeCategory(long documents) {
        String[] bounds = {"1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T"};
        long bound = 1_000;
        for (int i = 0; i < bounds.length; i++, bound *= 10) {
            if (documents < bound) {
                return i == 0 ? "n<1K" : bounds[i - 1] + "<n<" + bounds[i];
            }
        }
        return "n>1T";
    }

    private String text() {
        List<String> parts = new ArrayList<>();
        parts.add("# " + Yaml.inline(config.name()));
        if (!config.summary().isBlank()) {
            parts.add(config.summary().strip());
        }
        parts.add(String.format(
                Locale.ROOT,
                "%,d documents in Parquet. Made with Bloomery; what was kept, what was dropped and why is below.",
                documents));
        parts.add(
                "```python\nfrom datasets import load_dataset\n\ncorpus = load_dataset(\"PATH_OR_NAME\", split=\"train\")\n```");
        surveys.forEach(survey -> parts.add(fate(survey)));
        if (!surveys.isEmpty()) {
            TableSurvey last = surveys.get(surveys.size() - 1);
            parts.add(mix(last, "language", "Languages"));
            parts.add(mix(last, "source", "Sources"));
            parts.add(mix(last, "license", "Licences of the documents"));
            parts.add(mix(last, "host", "Hosts"));
        }
        parts.add(columns());
        parts.add(
                "## Limits\n\nThe documents come from the public web or from the sources above; they can be wrong, biased or"
                        + " offensive, and the rules that selected them have biases of their own. Personal data is redacted only"
                        + " where the redaction rules found it. Each document keeps its URL, so that its owner can be asked.");
        parts.add(origin());
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n")) + "\n";
    }

    private static String fate(TableSurvey survey) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "## What %s did\n\n| outcome | documents | of %,d |\n|---|---:|---:|\n",
                Yaml.inline(survey.stage()),
                survey.in()));
        survey.out().entrySet().stream()
                .filter(outcome -> outcome.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(outcome ->
                        table.append(row(outcome.getKey(), outcome.getValue(), survey.fraction(outcome.getValue()))));
        return table.toString().strip();
    }

    private static String mix(TableSurvey survey, String kind, String title) {
        List<String> labels = ranked(survey, kind);
        if (labels.isEmpty() || labels.equals(List.of(""))) {
            return "";
        }
        StringBuilder table =
                new StringBuilder("## " + title + "\n\n| " + kind + " | documents | share |\n|---|---:|---:|\n");
        labels.stream()
                .limit(MAX_LABELS)
                .forEach(label -> table.append(row(
                        label.isEmpty() ? "none" : label,
                        survey.shares().get(kind).get(label),
                        survey.share(kind, label))));
        return table.toString().strip();
    }

    private static String row(String name, long count, double share) {
        return String.format(Locale.ROOT, "| %s | %,d | %.2f%% |\n", Yaml.inline(name), count, 100 * share);
    }

    private String columns() {
        return "## Columns\n\n| column | type |\n|---|---|\n"
                + features.stream()
                        .map(feature -> "| " + Yaml.inline(feature.name()) + " | " + type(feature) + " |")
                        .collect(Collectors.joining("\n"));
    }

    private static String type(Feature feature) {
        String type = feature.fields().isEmpty()
                ? feature.type()
                : "struct of " + feature.fields().size() + " fields";
        return feature.list() ? "list of " + type : type;
    }

    private String origin() {
        return "## Where it comes from\n\n| | |\n|---|---|\n| table | `" + Yaml.inline(table) + "` |\n"
                + provenance.entrySet().stream()
                        .map(fact -> "| " + Yaml.inline(fact.getKey()) + " | `" + Yaml.inline(fact.getValue()) + "` |")
                        .collect(Collectors.joining("\n"));
    }
}
