package io.bloomery.data.filter.datatrove;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** HOCON: {@code clean.rules.datatrove}; the general filters of datatrove. */
public record DatatroveRules(RegexConfig regex, SamplerConfig sampler, UnigramLogProbsConfig unigramLogProbs)
        implements Serializable {

    public DatatroveRules {
        requireNonNull(regex, "regex");
        requireNonNull(sampler, "sampler");
        requireNonNull(unigramLogProbs, "unigram-log-probs");
    }

    /** The rules of this family by name. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("regex", resources -> new Regex(regex));
        factories.put("sampler", resources -> new Sampler(sampler));
        factories.put("unigram-log-probs", resources -> UnigramLogProbs.read(unigramLogProbs, resources));
        return factories;
    }
}
