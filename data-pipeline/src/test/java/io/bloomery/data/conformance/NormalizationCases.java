package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.normalize.CcNetNormalizer;
import io.bloomery.data.normalize.CcNetNormalizer.Punctuation;
import io.bloomery.data.normalize.NewsCopyNormalizer;
import io.bloomery.data.normalize.SimplifyConfig;
import io.bloomery.data.normalize.TextSimplifier;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.url.C4UrlKey;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Cases of the peers' forms in which texts and URLs are compared. */
final class NormalizationCases {

    private NormalizationCases() {}

    static Map<String, CaseRunner> runners() {
        Map<String, CaseRunner> runners = new TreeMap<>();
        runners.put("datatrove simplify_text", rewriting(NormalizationCases::simplifier));
        runners.put("dclm ccnet_dedup_normalizer", rewriting(c -> CcNetNormalizer::transliterated));
        runners.put("text-dedup normalize", rewriting(c -> CcNetNormalizer::withoutSymbols));
        runners.put("text-dedup news_copy_preprocessing", rewriting(c -> NewsCopyNormalizer::normalize));
        runners.put("cc_net replace_unicode_punct", rewriting(c -> CcNetNormalizer::replacePunctuation));
        runners.put("cc_net remove_unicode_punct", rewriting(c -> CcNetNormalizer::removePunctuation));
        runners.put("cc_net normalize_for_dedup", rewriting(c -> CcNetNormalizer::normalizeForDedup));
        runners.put("cc_net slow_normalize_for_dedup", rewriting(c -> CcNetNormalizer::normalizeForDedup));
        runners.put("cc_net normalize", rewriting(NormalizationCases::ccNet));
        runners.put("dclm normalize_whitespace_and_lowercase", comparing("texts", text -> PythonText.strip(text)
                .toLowerCase(Locale.ROOT)));
        runners.put("dclm normalize_url", comparing("urls", C4UrlKey::of));
        return runners;
    }

    private static UnaryOperator<String> simplifier(CaseConfig config) {
        return new TextSimplifier(new SimplifyConfig(
                config.flag("lowercase", true),
                config.flag("norm_numbers", true),
                config.flag("norm_weekdays", false),
                config.flag("norm_monthnames", false),
                config.flag("remove_punctuation", true),
                config.flag("norm_whitespace", true),
                config.flag("norm_unicode_diacritics", true)))::simplify;
    }

    private static UnaryOperator<String> ccNet(CaseConfig config) {
        boolean accent = config.flag("accent", true);
        boolean lowerCase = config.flag("case", true);
        boolean numbers = config.flag("numbers", true);
        Punctuation punctuation =
                switch (config.integer("punct", 1)) {
                    case 1 -> Punctuation.REPLACED;
                    case 2 -> Punctuation.REMOVED;
                    default -> Punctuation.KEPT;
                };
        return line -> CcNetNormalizer.normalize(line, accent, lowerCase, numbers, punctuation);
    }

    private static CaseRunner rewriting(Function<CaseConfig, UnaryOperator<String>> normalizer) {
        return testCase -> {
            CaseConfig config = new CaseConfig(testCase);
            UnaryOperator<String> operator = normalizer.apply(config);
            String text = testCase.path("input").path("text").asText();
            return config.unknownOptions()
                    .orElse(CaseResult.ofEqual(
                            testCase.path("expected").path("text").asText(), operator.apply(text)));
        };
    }

    /** Whether both texts of the case have the same form. */
    private static CaseRunner comparing(String key, UnaryOperator<String> normalizer) {
        return testCase -> {
            JsonNode texts = testCase.path("input").path(key);
            boolean equal = normalizer
                    .apply(texts.get(0).asText())
                    .equals(normalizer.apply(texts.get(1).asText()));
            return CaseResult.ofEqual(
                    testCase.path("expected").path("normalized_equal").asBoolean(), equal);
        };
    }
}
