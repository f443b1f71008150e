package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.filter.dclm.WordModel;
import io.bloomery.data.segment.ProseSentences;
import io.bloomery.data.segment.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Cases of what DCLM means by paragraphs, sentences and words. */
final class SplittingCases {

    private SplittingCases() {}

    static Map<String, CaseRunner> runners() {
        Map<String, CaseRunner> runners = new TreeMap<>();
        runners.put("dclm split_paragraphs", SplittingCases::paragraphs);
        runners.put("dclm split_sentences", SplittingCases::sentences);
        runners.put("dolma split_sentences", SplittingCases::sentences);
        runners.put("dclm split_words", SplittingCases::words);
        return runners;
    }

    private static CaseResult paragraphs(JsonNode testCase) {
        CaseConfig config = new CaseConfig(testCase);
        String end = config.text("paragraph_end", config.text("separator", "\n"));
        boolean removeEmpty = config.flag("remove_empty", true);
        config.text("separator", "\n");
        List<String> paragraphs = PythonText.parts(text(testCase), end);
        List<String> left = removeEmpty
                ? paragraphs.stream()
                        .map(PythonText::strip)
                        .filter(part -> !part.isEmpty())
                        .toList()
                : paragraphs;
        return config.unknownOptions().orElse(CaseResult.ofEqual(texts(testCase, "paragraphs"), left));
    }

    private static CaseResult sentences(JsonNode testCase) {
        CaseConfig config = new CaseConfig(testCase);
        String tokenizer = config.text("tokenizer", "blingfire");
        String language = config.text("tokenizer_lang", "");
        if (testCase.path("expected").has("raises") || (tokenizer.equals("nltk") && language.isEmpty())) {
            return CaseResult.skipped("NLTK's Punkt without training is not there");
        }
        return config.unknownOptions()
                .orElse(CaseResult.ofEqual(texts(testCase, "sentences"), ProseSentences.of(text(testCase))));
    }

    private static CaseResult words(JsonNode testCase) {
        CaseConfig config = new CaseConfig(testCase);
        if (!config.flag("ignore_whitespace", true)) {
            return CaseResult.skipped("no rule counts white space as words");
        }
        if (testCase.path("expected").has("raises")) {
            return CaseResult.skipped("a model that there is none of is an error of the configuration");
        }
        WordModel model = WordModel.valueOf(config.text("model", "fasttext").toUpperCase(Locale.ROOT));
        int count = model.count(text(testCase), config.flag("ignore_punctuation", false));
        return config.unknownOptions()
                .orElse(CaseResult.ofEqual(
                        testCase.path("expected").path("count").asInt(), count));
    }

    private static String text(JsonNode testCase) {
        return testCase.path("input").path("text").asText();
    }

    private static List<String> texts(JsonNode testCase, String key) {
        List<String> texts = new ArrayList<>();
        testCase.path("expected").path(key).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
