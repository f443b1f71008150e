package io.bloomery.jobs.dedup;

import io.bloomery.data.dedup.BloomConfig;
import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.dedup.ExactConfig;
import io.bloomery.data.dedup.MinHashConfig;
import io.bloomery.data.dedup.MinHashProfile;
import io.bloomery.data.dedup.MinHashProfiles;
import io.bloomery.data.dedup.MinHashSettings;
import io.bloomery.data.dedup.ShingleUnit;
import io.bloomery.data.dedup.SimHashConfig;
import io.bloomery.data.dedup.SurvivorConfig;
import io.bloomery.data.dedup.passage.LinesConfig;
import io.bloomery.data.dedup.passage.ParagraphsConfig;
import io.bloomery.data.dedup.passage.SentencesConfig;
import io.bloomery.data.dedup.substring.SubstringsConfig;
import io.bloomery.data.url.UrlForm;
import java.util.List;

/** Configurations for tests: one way to look for duplicates each. */
final class DedupeConfigs {

    private static final ExactConfig EXACT = new ExactConfig(true, false, UrlForm.VERBATIM, false, false);
    private static final SimHashConfig NO_SIM_HASH = new SimHashConfig(false, 3, 6);
    private static final SurvivorConfig LONGEST = new SurvivorConfig(List.of("longest"), List.of(), "");

    private DedupeConfigs() {}

    static DedupeConfig nearDuplicates() {
        return nearDuplicates(LONGEST, EXACT);
    }

    static DedupeConfig nearDuplicates(SurvivorConfig survivor, ExactConfig exact) {
        return config(
                exact,
                minHash(true),
                NO_SIM_HASH,
                bloom(false),
                paragraphs(false),
                lines(false),
                sentences(false),
                substrings(false),
                survivor);
    }

    /** So easily met that most buckets are crowds: four ways of one hash each. */
    static DedupeConfig crowded() {
        MinHashSettings easily = new MinHashSettings(ShingleUnit.WORDS, 5, 4, 1, 4, 0.9);
        MinHashConfig minHash =
                new MinHashConfig(true, MinHashProfile.FINEWEB, new MinHashProfiles(easily, easily, easily), 1);
        return config(
                EXACT,
                minHash,
                NO_SIM_HASH,
                bloom(false),
                paragraphs(false),
                lines(false),
                sentences(false),
                substrings(false),
                LONGEST);
    }

    static DedupeConfig exactOnly() {
        return cutsOnly(false, false, false, false, false);
    }

    static DedupeConfig simHashOnly() {
        return config(
                EXACT,
                minHash(false),
                new SimHashConfig(true, 3, 6),
                bloom(false),
                paragraphs(false),
                lines(false),
                sentences(false),
                substrings(false),
                LONGEST);
    }

    static DedupeConfig cutsOnly(
            boolean bloom, boolean paragraphs, boolean lines, boolean sentences, boolean substrings) {
        return config(
                EXACT,
                minHash(false),
                NO_SIM_HASH,
                bloom(bloom),
                paragraphs(paragraphs),
                lines(lines),
                sentences(sentences),
                substrings(substrings),
                LONGEST);
    }

    private static DedupeConfig config(
            ExactConfig exact,
            MinHashConfig minHash,
            SimHashConfig simHash,
            BloomConfig bloom,
            ParagraphsConfig paragraphs,
            LinesConfig lines,
            SentencesConfig sentences,
            SubstringsConfig substrings,
            SurvivorConfig survivor) {
        return new DedupeConfig(
                exact, minHash, simHash, bloom, paragraphs, lines, sentences, substrings, survivor, List.of());
    }

    private static MinHashConfig minHash(boolean enabled) {
        MinHashSettings fineweb = new MinHashSettings(ShingleUnit.WORDS, 5, 14, 8, 4, 0.7);
        return new MinHashConfig(enabled, MinHashProfile.FINEWEB, new MinHashProfiles(fineweb, fineweb, fineweb), 1);
    }

    private static BloomConfig bloom(boolean enabled) {
        return new BloomConfig(enabled, 5, 0.8, 1_000_000, 1e-6);
    }

    private static ParagraphsConfig paragraphs(boolean enabled) {
        return new ParagraphsConfig(enabled, "\n", true, 0, 0, 0, 0, false, 1, 1_000_000, 1e-6);
    }

    private static LinesConfig lines(boolean enabled) {
        return new LinesConfig(enabled, true, 0);
    }

    private static SentencesConfig sentences(boolean enabled) {
        return new SentencesConfig(enabled, 3, true, 0, 0, 0);
    }

    private static SubstringsConfig substrings(boolean enabled) {
        return new SubstringsConfig(enabled, 10, true, 3);
    }
}
