package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.privacy.DatatrovePiiConfig;
import io.bloomery.data.privacy.DolmaPiiConfig;
import io.bloomery.data.privacy.PrivacyRules;
import io.bloomery.data.privacy.RedactConfig;
import io.bloomery.data.privacy.Redacted;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.NoResources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs the cases about personal data. */
final class PrivacyCases {

    private static final Map<String, String> SIGNALS = Map.of(
            "EMAIL_ADDRESS", "pii-emails",
            "PHONE_NUMBER", "pii-phones",
            "IP_ADDRESS", "pii-ip-addresses",
            "CREDIT_CARD", "pii-payment-cards",
            "IBAN_CODE", "pii-ibans",
            "US_SSN", "pii-us-social-security-numbers",
            "DATE_TIME", "pii-dates");

    private PrivacyCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.of(
                "datatrove pii_formatter", testCase -> datatrove(testCase, ""),
                "datatrove pii_formatter_ip", testCase -> datatrove(testCase, "\n"),
                "datatrove pii_formatter_email", testCase -> datatrove(testCase, "\n"),
                "data-prep-kit pii_redactor", PrivacyCases::presidio);
    }

    private static CaseResult datatrove(JsonNode testCase, String context) throws IOException {
        JsonNode config = testCase.get("config");
        Set<String> unknown = names(config);
        unknown.removeAll(
                Set.of("remove_emails", "remove_ips", "only_remove_public_ips", "email_replacement", "ip_replacement"));
        if (!unknown.isEmpty()) {
            return CaseResult.skipped("no option " + unknown);
        }
        DatatrovePiiConfig pii = new DatatrovePiiConfig(
                config.path("remove_emails").asBoolean(true),
                config.path("remove_ips").asBoolean(true),
                config.path("only_remove_public_ips").asBoolean(true),
                texts(config, "email_replacement"),
                texts(config, "ip_replacement"));
        Draft draft = Draft.of(context + testCase.at("/input/text").asText() + context);
        rules(pii, everyKind())
                .factories()
                .get("datatrove-pii")
                .create(new NoResources())
                .apply(draft);
        return CaseResult.ofEqual(context + testCase.at("/expected/text").asText() + context, draft.text());
    }

    private static CaseResult presidio(JsonNode testCase) throws IOException {
        Set<String> detected = new TreeSet<>();
        testCase.at("/expected/detected").forEach(kind -> detected.add(kind.asText()));
        Set<String> unknown = new TreeSet<>(detected);
        unknown.removeAll(SIGNALS.keySet());
        if (!unknown.isEmpty()) {
            return CaseResult.skipped(unknown + " need a model of named entities");
        }
        if (!testCase.at("/config/operator").asText().equals("replace")) {
            return CaseResult.skipped("no operator " + testCase.at("/config/operator"));
        }
        Draft draft = Draft.of(testCase.at("/input/text").asText());
        DatatrovePiiConfig unused = new DatatrovePiiConfig(true, true, true, List.of("x"), List.of("x"));
        rules(unused, everyKind())
                .factories()
                .get("redact")
                .create(new NoResources())
                .apply(draft);
        Set<String> found = new TreeSet<>();
        SIGNALS.forEach((kind, signal) -> {
            if (draft.signal(signal).orElse(0) > 0) {
                found.add(kind);
            }
        });
        return CaseResult.ofEqual(testCase.at("/expected/text").asText() + detected, draft.text() + found);
    }

    private static PrivacyRules rules(DatatrovePiiConfig pii, RedactConfig redact) {
        return new PrivacyRules(pii, new DolmaPiiConfig("", "", "", 5), redact);
    }

    private static RedactConfig everyKind() {
        return new RedactConfig(
                replaced("<EMAIL_ADDRESS>"),
                replaced("<IP_ADDRESS>"),
                false,
                replaced("<PHONE_NUMBER>"),
                List.of("US", "GB"),
                replaced("<CREDIT_CARD>"),
                replaced("<IBAN_CODE>"),
                replaced("<US_SSN>"),
                new Redacted(false, ""),
                new Redacted(false, ""),
                replaced("<DATE_TIME>"),
                Integer.MAX_VALUE);
    }

    private static Redacted replaced(String replacement) {
        return new Redacted(true, replacement);
    }

    private static List<String> texts(JsonNode config, String key) {
        JsonNode value = config.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the case leaves " + key + " to its default");
        }
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        }
        value.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Set<String> names(JsonNode config) {
        Set<String> names = new TreeSet<>();
        config.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
