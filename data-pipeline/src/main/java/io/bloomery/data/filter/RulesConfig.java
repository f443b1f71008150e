package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.chinese.ChineseRules;
import io.bloomery.data.classify.ClassifyRules;
import io.bloomery.data.filter.c4.C4Rules;
import io.bloomery.data.filter.datatrove.DatatroveRules;
import io.bloomery.data.filter.dclm.DclmRules;
import io.bloomery.data.filter.dolma.DolmaRules;
import io.bloomery.data.filter.fineweb.FinewebRules;
import io.bloomery.data.filter.gopher.GopherRules;
import io.bloomery.data.filter.multilingual.MultilingualRules;
import io.bloomery.data.filter.nemo.NemoRules;
import io.bloomery.data.filter.web.WebRules;
import io.bloomery.data.language.LanguageConfig;
import io.bloomery.data.language.LanguageRule;
import io.bloomery.data.normalize.TextNormalizer;
import io.bloomery.data.privacy.PrivacyRules;
import io.bloomery.data.stats.StatsRules;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HOCON: {@code clean.rules}; every rule there is, with its settings.
 *
 * <p>A rule's name in a profile is its path below {@code clean.rules}, such as {@code multilingual.word-count}.
 */
public record RulesConfig(
        LanguageConfig language,
        LanguageConfig english,
        MultilingualRules multilingual,
        GopherRules gopher,
        C4Rules c4,
        FinewebRules fineweb,
        DolmaRules dolma,
        DclmRules dclm,
        NemoRules nemo,
        WebRules web,
        DatatroveRules datatrove,
        PrivacyRules privacy,
        ClassifyRules classify,
        ChineseRules chinese,
        StatsRules stats)
        implements Serializable {

    public RulesConfig {
        requireNonNull(language, "language");
        requireNonNull(english, "english");
        requireNonNull(multilingual, "multilingual");
        requireNonNull(gopher, "gopher");
        requireNonNull(c4, "c4");
        requireNonNull(fineweb, "fineweb");
        requireNonNull(dolma, "dolma");
        requireNonNull(dclm, "dclm");
        requireNonNull(nemo, "nemo");
        requireNonNull(web, "web");
        requireNonNull(datatrove, "datatrove");
        requireNonNull(privacy, "privacy");
        requireNonNull(classify, "classify");
        requireNonNull(chinese, "chinese");
        requireNonNull(stats, "stats");
    }

    /** What makes the rules, by name. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("normalize", resources -> new TextNormalizer());
        factories.put("language", resources -> LanguageRule.of(language, resources));
        factories.put("english", resources -> LanguageRule.of(english, resources));
        add(factories, "multilingual", multilingual.factories());
        add(factories, "gopher", gopher.factories());
        add(factories, "c4", c4.factories());
        add(factories, "fineweb", fineweb.factories());
        add(factories, "dolma", dolma.factories());
        add(factories, "dclm", dclm.factories());
        add(factories, "nemo", nemo.factories());
        add(factories, "web", web.factories());
        add(factories, "datatrove", datatrove.factories());
        add(factories, "privacy", privacy.factories());
        add(factories, "classify", classify.factories());
        add(factories, "chinese", chinese.factories());
        add(factories, "stats", stats.factories());
        return factories;
    }

    private static void add(Map<String, RuleFactory> all, String family, Map<String, RuleFactory> factories) {
        factories.forEach((name, factory) -> all.put(family + "." + name, factory));
    }
}
