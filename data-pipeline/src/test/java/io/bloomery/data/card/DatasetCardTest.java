package io.bloomery.data.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.survey.Sketch;
import io.bloomery.data.survey.Surveys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetCardTest {

    private static final CardConfig CONFIG =
            new CardConfig("Ore: a corpus", "odc-by", List.of("text-generation"), List.of("web"), "All about ore.");

    @Test
    void beginsWithTheYamlThatTheHubReads() {
        assertThat(card(CONFIG, Map.of("en", 60L, "de", 19L, "und", 1L)).render())
                .startsWith("""
                        ---
                        license: odc-by
                        language:
                        - en
                        - de
                        task_categories:
                        - text-generation
                        tags:
                        - web
                        pretty_name: "Ore: a corpus"
                        size_categories:
                        - "1K<n<10K"
                        configs:
                        - config_name: default
                          data_files:
                          - split: train
                            path: data/train-*.parquet
                        dataset_info:
                          features:
                          - name: id
                            dtype: string
                          - name: signals
                            struct:
                            - name: gopher_words
                              dtype: float64
                          - name: input_ids
                            list: int32
                          splits:
                          - name: train
                            num_bytes: 5000
                            num_examples: 1234
                          download_size: 1000
                          dataset_size: 5000
                        ---

                        # Ore: a corpus

                        All about ore.
                        """);
    }

    @Test
    void saysWhatBecameOfTheInput() {
        assertThat(card(CONFIG, Map.of("en", 80L)).render())
                .contains("## What clean did\n\n| outcome | documents | of 100 |")
                .contains("| kept | 80 | 80.00% |\n| dropped.word-count | 19 | 19.00% |")
                .doesNotContain("repeated-lines")
                .contains("| en | 80 | 100.00% |")
                .contains("| signals | struct of 1 fields |")
                .contains("| run | `r-1` |");
    }

    @ParameterizedTest
    @CsvSource({"0, n<1K", "999, n<1K", "1000, 1K<n<10K", "999999, 100K<n<1M", "1000000000000, n>1T"})
    void sortsIntoTheSizesOfTheHub(long documents, String category) {
        assertThat(DatasetCard.sizeCategory(documents)).isEqualTo(category);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb: c", "\"quoted\" \\ back", "---", "炼铁\ud800", "<script>|`x`"})
    void quotesForeignText(String text) {
        String card = card(new CardConfig(text + "x", "other", List.of(), List.of(text), ""), Map.of(text, 80L))
                .render();
        String yaml = card.substring(4, card.indexOf("\n---\n", 4));
        assertThat(yaml.chars()).allMatch(character -> character == '\n' || (character >= ' ' && character < 0x7F));
        assertThat(yaml.lines().filter(line -> line.startsWith("pretty_name: \"")))
                .hasSize(1);
        assertThat(card.substring(yaml.length())).doesNotContain("<script");
    }

    @Test
    void refusesALicenceThatTheHubDoesNotKnow() {
        assertThatThrownBy(() -> new CardConfig("x", "My Own", List.of(), List.of(), ""))
                .hasMessageContaining("license must be an identifier of the Hub")
                .hasMessageContaining("\"My Own\"");
    }

    private static DatasetCard card(CardConfig config, Map<String, Long> languages) {
        return new DatasetCard(
                config,
                "dedupe_documents/a1b2",
                "data/train-*.parquet",
                1_234,
                1_000,
                5_000,
                List.of(
                        Feature.of("id", "string"),
                        new Feature("signals", "", false, List.of(Feature.of("gopher_words", "float64"))),
                        new Feature("input_ids", "int32", true, List.of())),
                List.of(Surveys.clean("r-1", 80, Sketch.of(1), languages)),
                Map.of("run", "r-1"));
    }
}
