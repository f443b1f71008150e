package io.bloomery.data.check;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.survey.TableSurvey;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One expectation, such as {@code kept-fraction >= 20%} or {@code median(gopher-words) < 2000}.
 *
 * @param text as it was written
 * @param limit as a plain number; 20% is 0.2
 */
public record Check(String text, Measure measure, String argument, Comparison comparison, double limit) {

    private static final int MAX_CHARACTERS = 200;
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9-]+)(?:\\(([^()]*)\\))?\\s*(>=|<=|>|<)\\s*([-+0-9.eE]+)\\s*(%?)");

    public Check {
        requireNonNull(text, "text");
        requireNonNull(measure, "measure");
        requireNonNull(argument, "argument");
        requireNonNull(comparison, "comparison");
    }

    /**
     * Reads a check.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static Check parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a check has at most " + MAX_CHARACTERS + " characters but one has " + text.length());
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw refused(text, "it has to look like kept-fraction >= 0.2 or median(characters) < 20000");
        }
        Measure measure = Measure.named(form.group(1))
                .orElseThrow(() -> refused(text, "there is no measure " + form.group(1) + ", only " + measures()));
        String argument = Optional.ofNullable(form.group(2)).orElse("").strip();
        measure.objection(argument).ifPresent(objection -> {
            throw refused(text, objection);
        });
        double number = number(text, form.group(4));
        return new Check(
                text.strip(),
                measure,
                argument,
                comparison(form.group(3)),
                form.group(5).isEmpty() ? number : number / 100);
    }

    /**
     * Whether it holds.
     *
     * @throws BloomeryException with {@link ErrorCode#CONFIGURATION} where the check names a rule or a number that the
     *     stage does not have
     */
    public CheckOutcome judge(TableSurvey survey) {
        if (measure.isStrict(argument) && !measure.known(survey).contains(argument)) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "the check \"" + text + "\" names " + argument + ", which the stage " + survey.stage()
                            + " does not have; it has " + String.join(", ", measure.known(survey)),
                    "Correct the check in checks." + survey.stage() + ", or take it out.");
        }
        OptionalDouble measured = measure.of(survey, argument);
        boolean holds = measured.isPresent() && comparison.holds(measured.getAsDouble(), limit);
        return new CheckOutcome(survey.stage(), this, measured, holds);
    }

    /** The names of the measures, for messages. */
    private static String measures() {
        return Stream.of(Measure.values()).map(Measure::text).collect(Collectors.joining(", "));
    }

    private static Comparison comparison(String symbol) {
        return Stream.of(Comparison.values())
                .filter(comparison -> comparison.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    private static double number(String text, String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw refused(text, digits + " is not a number");
        }
    }

    private static IllegalArgumentException refused(String text, String reason) {
        return new IllegalArgumentException("the check \"" + text + "\" cannot be read: " + reason);
    }
}
