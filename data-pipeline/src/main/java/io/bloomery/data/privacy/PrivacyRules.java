package io.bloomery.data.privacy;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.Map;

/**
 * The rules that replace personal data; HOCON: {@code clean.rules.privacy}.
 *
 * @param datatrovePii {@code datatrove-pii}: what datatrove's formatter replaces
 * @param dolmaPii {@code dolma-pii}: what Dolma's tagger and mixer replace
 * @param redact {@code redact}: every kind, with check digits
 */
public record PrivacyRules(DatatrovePiiConfig datatrovePii, DolmaPiiConfig dolmaPii, RedactConfig redact)
        implements Serializable {

    /** What makes each rule, by its name. */
    public Map<String, RuleFactory> factories() {
        return Map.of(
                "datatrove-pii", resources -> new DatatrovePiiRule(datatrovePii),
                "dolma-pii", resources -> new DolmaPiiRule(dolmaPii),
                "redact", resources -> new RedactRule(redact));
    }
}
