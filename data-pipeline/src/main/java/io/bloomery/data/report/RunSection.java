package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import java.util.List;

/** How long each stage took, where everything lies, and the configuration that made it. */
final class RunSection {

    private static final int MAX_CONFIGURATION_CHARACTERS = 200_000;

    private RunSection() {}

    static Markup of(RunSummary run) {
        return tag(
                        "section",
                        tag("h2", "The run"),
                        stages(run.stages()),
                        locations(run.locations()),
                        configuration(run))
                .with("id", "run");
    }

    private static Markup stages(List<StageSummary> stages) {
        if (stages.isEmpty()) {
            return Markup.NOTHING;
        }
        List<Markup> rows = stages.stream()
                .map(stage -> Tables.row(
                        stage.stage(), stage.skipped() ? "already there" : Quantity.duration(stage.duration())))
                .toList();
        return Tables.table(List.of(Tables.words("stage"), Tables.numbers("time")), rows);
    }

    private static Markup locations(List<Location> locations) {
        if (locations.isEmpty()) {
            return Markup.NOTHING;
        }
        List<Markup> rows = locations.stream()
                .map(location -> tag("tr", Tables.name(location.name()), tag("td", tag("code", location.path()))))
                .toList();
        return Markup.join(
                tag("h3", "Where everything lies"),
                Tables.table(List.of(Tables.words("what"), Tables.words("path")), rows));
    }

    private static Markup configuration(RunSummary run) {
        if (run.configuration().isBlank()) {
            return Markup.NOTHING;
        }
        Markup text = tag("pre", Markup.text(run.configuration(), MAX_CONFIGURATION_CHARACTERS))
                .with("tabindex", "0");
        return tag("details", tag("summary", "configuration"), text);
    }
}
