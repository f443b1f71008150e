package io.bloomery.jobs.survey;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.check.Check;
import io.bloomery.data.check.CheckOutcome;
import io.bloomery.data.check.ChecksConfig;
import io.bloomery.data.check.StageChecksConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.survey.TableSurvey;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.run.StageOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds what a stage left against the checks of the configuration, also where its tables were already there. */
public final class CheckGate {

    private final ChecksConfig config;
    private final Surveys surveys;

    public CheckGate(ChecksConfig config, Surveys surveys) {
        this.config = requireNonNull(config, "config");
        this.surveys = requireNonNull(surveys, "surveys");
    }

    /** The outcome of every check of a stage, those that can fail the run first; nothing for one that is not checked. */
    public List<CheckOutcome> judge(StageOutcome outcome) throws IOException {
        StageChecksConfig checks = config.of(outcome.stage());
        List<CheckOutcome> judged = new ArrayList<>(judge(checks.fail(), outcome));
        judged.addAll(judge(checks.warn(), outcome));
        return judged;
    }

    /**
     * Goes on only if the stage is as it should be; says of each check that only warns and does not hold.
     *
     * @throws BloomeryException with {@link ErrorCode#BAD_DATA}, naming the first check that does not hold
     */
    public void require(StageOutcome outcome, Progress progress) throws IOException {
        StageChecksConfig checks = config.of(outcome.stage());
        for (CheckOutcome warning : judge(checks.warn(), outcome)) {
            if (!warning.passed()) {
                progress.say(outcome.stage() + ": warning: " + says(warning));
            }
        }
        List<CheckOutcome> failed = judge(checks.fail(), outcome).stream()
                .filter(check -> !check.passed())
                .toList();
        failed.stream().skip(1).forEach(check -> progress.say(outcome.stage() + ": " + says(check)));
        if (!failed.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    says(failed.get(0))
                            + (failed.size() > 1 ? " (and " + (failed.size() - 1) + " more checks do not hold)" : ""),
                    "See why with `bloomery report` and `bloomery inspect "
                            + outcome.primary().table()
                            + "`; then change the rules or the input, or the limit in checks." + outcome.stage()
                            + ".fail. The tables stay; nothing was made of them.");
        }
    }

    private List<CheckOutcome> judge(List<String> checks, StageOutcome outcome) throws IOException {
        if (checks.isEmpty()) {
            return List.of(); // nothing has to be measured
        }
        TableSurvey survey = surveys.of(outcome.primary());
        return checks.stream().map(check -> Check.parse(check).judge(survey)).toList();
    }

    private static String says(CheckOutcome outcome) {
        String measured = outcome.measured().isPresent()
                ? Quantity.decimal(outcome.measured().getAsDouble())
                : "nothing, as no kept document has that number";
        return String.format(
                Locale.ROOT,
                "the check \"%s\" of the stage %s does not hold: measured %s, limit %s",
                outcome.check().text(),
                outcome.stage(),
                measured,
                Quantity.decimal(outcome.check().limit()));
    }
}
