package io.bloomery.data.check;

import io.bloomery.data.survey.Sketch;
import io.bloomery.data.survey.TableSurvey;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A number that a check can look at. */
enum Measure {
    DOCUMENTS("documents", Argument.NONE),
    KEPT_FRACTION("kept-fraction", Argument.NONE),
    DROPPED_FRACTION("dropped-fraction", Argument.OUTCOME),
    QUARANTINED_FRACTION("quarantined-fraction", Argument.OUTCOME),
    LANGUAGE_SHARE("language-share", Argument.LABEL),
    HOST_SHARE("host-share", Argument.LABEL),
    SOURCE_SHARE("source-share", Argument.LABEL),
    LICENSE_SHARE("license-share", Argument.LABEL),
    LARGEST_HOST_SHARE("largest-host-share", Argument.NONE),
    MIN("min", Argument.NUMBER),
    P1("p1", Argument.NUMBER),
    P5("p5", Argument.NUMBER),
    P25("p25", Argument.NUMBER),
    MEDIAN("median", Argument.NUMBER),
    MEAN("mean", Argument.NUMBER),
    P75("p75", Argument.NUMBER),
    P95("p95", Argument.NUMBER),
    P99("p99", Argument.NUMBER),
    MAX("max", Argument.NUMBER);

    /** What stands in the parentheses behind a measure. */
    private enum Argument {
        NONE,
        OUTCOME,
        LABEL,
        NUMBER
    }

    private final String text;
    private final Argument argument;

    Measure(String text, Argument argument) {
        this.text = text;
        this.argument = argument;
    }

    static Optional<Measure> named(String name) {
        return Stream.of(values()).filter(measure -> measure.text.equals(name)).findFirst();
    }

    String text() {
        return text;
    }

    /** What is wrong with an argument, which is empty where there is none; nothing where it fits. */
    Optional<String> objection(String given) {
        return switch (argument) {
            case NONE -> given.isEmpty() ? Optional.empty() : Optional.of(text + " takes nothing in parentheses");
            case OUTCOME -> Optional.empty();
            case LABEL -> needed(given, text + "(" + (this == LANGUAGE_SHARE ? "en" : "name") + ")");
            case NUMBER -> needed(given, text + "(characters)");
        };
    }

    /** The names that an argument can have in a survey; empty where it can be anything or nothing. */
    Set<String> known(TableSurvey survey) {
        TreeSet<String> known = new TreeSet<>();
        if (argument == Argument.NUMBER) {
            known.addAll(survey.kept().keySet());
            known.addAll(survey.dropped().keySet());
        } else if (this == DROPPED_FRACTION) {
            survey.out().keySet().stream()
                    .filter(outcome -> outcome.startsWith(TableSurvey.DROPPED))
                    .map(outcome -> outcome.substring(TableSurvey.DROPPED.length()))
                    .forEach(known::add);
        }
        return known;
    }

    /** Whether an argument must be one of {@link #known}; a reason of quarantine is only known once it was met. */
    boolean isStrict(String given) {
        return argument == Argument.NUMBER || (this == DROPPED_FRACTION && !given.isEmpty());
    }

    /** The number; empty where no kept document has it. */
    OptionalDouble of(TableSurvey survey, String given) {
        if (argument == Argument.NUMBER) {
            Sketch number = survey.number(given);
            return number.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(statistic(number));
        }
        return OptionalDouble.of(part(survey, given));
    }

    private double part(TableSurvey survey, String given) {
        return switch (this) {
            case DOCUMENTS -> (double) survey.keptCount();
            case KEPT_FRACTION -> survey.fraction(survey.keptCount());
            case DROPPED_FRACTION -> fraction(survey, TableSurvey.DROPPED, given);
            case QUARANTINED_FRACTION -> fraction(survey, TableSurvey.QUARANTINED, given);
            case LANGUAGE_SHARE -> survey.share("language", given);
            case HOST_SHARE -> survey.share("host", given);
            case SOURCE_SHARE -> survey.share("source", given);
            case LICENSE_SHARE -> survey.share("license", given);
            case LARGEST_HOST_SHARE ->
                survey.shares().getOrDefault("host", Collections.emptySortedMap()).keySet().stream()
                        .mapToDouble(host -> survey.share("host", host))
                        .max()
                        .orElse(0);
            case MIN, P1, P5, P25, MEDIAN, MEAN, P75, P95, P99, MAX ->
                throw new IllegalStateException(text + " is a statistic of a number");
        };
    }

    private double statistic(Sketch number) {
        return switch (this) {
            case MIN -> number.min();
            case P1 -> number.quantile(0.01);
            case P5 -> number.quantile(0.05);
            case P25 -> number.quantile(0.25);
            case MEDIAN -> number.quantile(0.5);
            case MEAN -> number.mean();
            case P75 -> number.quantile(0.75);
            case P95 -> number.quantile(0.95);
            case P99 -> number.quantile(0.99);
            case MAX -> number.max();
            case DOCUMENTS,
                    KEPT_FRACTION,
                    DROPPED_FRACTION,
                    QUARANTINED_FRACTION,
                    LANGUAGE_SHARE,
                    HOST_SHARE,
                    SOURCE_SHARE,
                    LICENSE_SHARE,
                    LARGEST_HOST_SHARE -> throw new IllegalStateException(text + " is no statistic of a number");
        };
    }

    private static Optional<String> needed(String given, String example) {
        return given.isEmpty() ? Optional.of("say of what, as in " + example) : Optional.empty();
    }

    private static double fraction(TableSurvey survey, String kind, String name) {
        return survey.fraction(
                name.isEmpty() ? survey.countOf(kind) : survey.out().getOrDefault(kind + name, 0L));
    }
}
