package io.bloomery.model.export;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.spec.ModelSpec;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a person should know about a model before using it; becomes {@code README.md} of the exported folder.
 *
 * @param name what the model is called
 * @param trainingTokens tokens it was trained on, counted once for each time they were seen
 * @param scores figures of its evaluation by name; empty when it was not evaluated
 */
public record ModelCard(String name, long trainingTokens, SortedMap<String, Double> scores) {

    public ModelCard {
        requireNonNull(name, "name");
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    }

    String markdown(ModelSpec spec) {
        StringBuilder text = new StringBuilder();
        text.append("---\nlibrary_name: transformers\npipeline_tag: text-generation\ntags:\n- ")
                .append(family(spec, GptConfig.TYPE, LlamaConfig.TYPE))
                .append("\n- bloomery\n---\n\n");
        text.append("# ").append(name.lines().findFirst().orElse("")).append("\n\n");
        text.append("A decoder-only Transformer of the ")
                .append(family(spec, "GPT-2", "Llama"))
                .append(" architecture, trained from scratch with Bloomery by ")
                .append("DL4J parameter averaging on Spark.\n\n");
        text.append("| | |\n|---|---|\n");
        row(text, "parameters", grouped(spec.parameterCount()));
        row(text, "vocabulary", grouped(spec.vocabularySize()));
        row(text, "context length", grouped(spec.contextLength()));
        row(text, "layers, heads, width", spec.layers() + ", " + spec.heads() + ", " + spec.width());
        row(text, "training tokens", grouped(trainingTokens));
        scores.forEach((score, value) -> row(text, score, String.format(Locale.ROOT, "%.4g", value)));
        text.append("\n```python\n")
                .append("from transformers import AutoModelForCausalLM, AutoTokenizer\n\n")
                .append("tokenizer = AutoTokenizer.from_pretrained(\".\")\n")
                .append("model = AutoModelForCausalLM.from_pretrained(\".\")\n")
                .append("```\n\n`")
                .append(ModelFolder.DL4J_ZIP)
                .append("` is the same network for `ModelSerializer.restoreMultiLayerNetwork` of DL4J. `")
                .append(ModelFolder.PARITY)
                .append("`, where present, holds token ids and the logits Bloomery computes after each of them.\n\n")
                .append(
                        "The model repeats what its training text says, true or not. It was not aligned with anything, ")
                .append("and the licences of that text are not changed by it.\n");
        return text.toString();
    }

    private static String family(ModelSpec spec, String ofGpt, String ofLlama) {
        return spec.fold(gpt -> ofGpt, llama -> ofLlama);
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
