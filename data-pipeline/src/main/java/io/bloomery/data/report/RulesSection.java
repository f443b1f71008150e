package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.step.Limit;
import io.bloomery.data.survey.Sketch;
import io.bloomery.data.survey.TableSurvey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules that dropped nothing, and how near the nearest document came to their limits. */
final class RulesSection {

    private RulesSection() {}

    static Markup of(CurationSummary curation) {
        Map<String, Limit> limits = new LinkedHashMap<>();
        curation.limits().forEach(limit -> limits.putIfAbsent(limit.rule(), limit));
        List<Markup> rows = new ArrayList<>();
        for (TableSurvey survey : curation.surveys()) {
            silent(survey).forEach(rule -> rows.add(row(survey, rule, limits)));
        }
        if (rows.isEmpty()) {
            return Markup.NOTHING;
        }
        Markup table = Tables.table(
                List.of(
                        Tables.words("rule"),
                        Tables.words("stage"),
                        Tables.words("limit"),
                        Tables.numbers("nearest document")),
                rows);
        return tag(
                        "section",
                        tag("h2", "Rules that never fired"),
                        tag(
                                        "p",
                                        "They dropped nothing: what they look for is not there, an earlier rule took it, or a"
                                                + " limit is too far out.")
                                .with("class", "note"),
                        table)
                .with("id", "silent");
    }

    /** Names of the rules of a stage that dropped nothing. */
    static List<String> silent(TableSurvey survey) {
        return survey.out().entrySet().stream()
                .filter(outcome -> outcome.getKey().startsWith(TableSurvey.DROPPED) && outcome.getValue() == 0)
                .map(outcome -> outcome.getKey().substring(TableSurvey.DROPPED.length()))
                .toList();
    }

    private static Markup row(TableSurvey survey, String rule, Map<String, Limit> limits) {
        Limit limit = limits.get(rule);
        boolean known = limit != null && survey.stage().equals("clean");
        return tag(
                "tr",
                Tables.name(rule),
                tag("td", survey.stage()),
                tag("td", known ? limit.signal() + " " + Limits.written(limit) : ""),
                Tables.number(known ? nearest(survey.numberOfAll(limit.signal()), limit) : ""));
    }

    private static String nearest(Sketch all, Limit limit) {
        if (all.isEmpty()) {
            return "never measured";
        }
        return Quantity.decimal(Limits.isUpper(limit) ? all.max() : all.min());
    }
}
