package io.bloomery.data.report;

import io.bloomery.data.check.CheckOutcome;
import io.bloomery.data.step.Limit;
import io.bloomery.data.survey.Drift;
import io.bloomery.data.survey.TableSurvey;
import java.util.List;

/**
 * What the stages that judge documents did, rule by rule and number by number.
 *
 * @param surveys one per stage that judged documents, in order
 * @param limits of the rules that ran, in the order in which they were looked at
 * @param checks what was expected, and whether it holds
 * @param drifts how the stages differ from their earlier runs; empty where there is none to compare with
 * @param tokens in the packed corpus; 0 where it was not tokenized
 */
public record CurationSummary(
        List<TableSurvey> surveys, List<Limit> limits, List<CheckOutcome> checks, List<Drift> drifts, long tokens) {

    public CurationSummary {
        surveys = List.copyOf(surveys);
        limits = List.copyOf(limits);
        checks = List.copyOf(checks);
        drifts = List.copyOf(drifts);
    }

    public static CurationSummary none() {
        return new CurationSummary(List.of(), List.of(), List.of(), List.of(), 0);
    }
}
