package io.bloomery.data.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which runner a case belongs to: by peer and rule ({@code "datatrove gopher_quality"}), as the same rule name means
 * different things in different peers, or by file ({@code "robots.json"}) where cases name no rule.
 */
final class CaseRunners {

    private static final Map<String, CaseRunner> RUNNERS = new TreeMap<>();

    static {
        // One line for each class of runners: RUNNERS.putAll(GopherCases.runners());
        RUNNERS.putAll(NemoCases.runners());
        RUNNERS.putAll(LanguageCases.runners());
        RUNNERS.putAll(PrivacyCases.runners());
        RUNNERS.putAll(DclmCases.runners());
        RUNNERS.putAll(WebCases.runners());
        RUNNERS.putAll(UrlCases.runners());
        RUNNERS.putAll(SplittingCases.runners());
        RUNNERS.putAll(NormalizationCases.runners());
        RUNNERS.putAll(DatatroveCases.runners());
        RUNNERS.putAll(DolmaCases.runners());
        RUNNERS.putAll(DedupCases.runners());
        RUNNERS.putAll(PassageCases.runners());
        RUNNERS.putAll(StatsCases.runners());
        RUNNERS.putAll(SourceCases.runners());
        RUNNERS.putAll(ExtractionCases.runners());
        RUNNERS.putAll(RobotsCases.runners());
        RUNNERS.putAll(RobotsStatusCases.runners());
    }

    private CaseRunners() {}

    static Optional<CaseRunner> of(String file, String peer, String rule) {
        return Optional.ofNullable(RUNNERS.getOrDefault(peer + " " + rule, RUNNERS.get(file)));
    }
}
