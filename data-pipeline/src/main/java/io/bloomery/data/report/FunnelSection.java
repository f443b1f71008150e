package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;

/** What became of the pages: one row per stage, then every reason with its count. */
final class FunnelSection {

    private FunnelSection() {}

    static Markup of(List<Funnel> funnels) {
        if (funnels.isEmpty()) {
            return Markup.NOTHING;
        }
        long widest = funnels.stream().mapToLong(Funnel::in).max().orElse(0);
        Markup stages = Tables.table(
                List.of(
                        Tables.words("stage"),
                        Tables.numbers("in"),
                        Tables.numbers("kept"),
                        Tables.numbers("dropped"),
                        Tables.numbers("quarantined"),
                        Tables.words("kept of all that came in")),
                funnels.stream().map(funnel -> stage(funnel, widest)).toList());
        return tag(
                        "section",
                        tag("h2", "What became of the pages"),
                        legend(),
                        stages,
                        joints(funnels),
                        reasons(funnels))
                .with("id", "funnel");
    }

    private static Markup legend() {
        return tag("p", key("kept"), key("dropped"), key("quarantined")).with("class", "legend");
    }

    static Markup key(String kind) {
        return tag("span", tag("span").with("class", "swatch " + kind).with("aria-hidden", "true"), Markup.text(kind));
    }

    private static Markup stage(Funnel funnel, long widest) {
        Markup track = tag(
                        "span",
                        fill(funnel.kept(), widest, "kept"),
                        fill(funnel.dropped(), widest, "dropped"),
                        fill(funnel.quarantined(), widest, "quarantined"))
                .with("class", "track");
        Markup share = tag("span", Quantity.percent(funnel.kept(), funnel.in())).with("class", "share");
        return tag(
                "tr",
                Tables.name(funnel.stage()),
                Tables.number(Quantity.count(funnel.in())),
                Tables.number(Quantity.count(funnel.kept())),
                Tables.number(Quantity.count(funnel.dropped())),
                Tables.number(Quantity.count(funnel.quarantined())),
                tag("td", track, share).with("class", "bars"));
    }

    private static Markup fill(long part, long whole, String kind) {
        if (part == 0) {
            return Markup.NOTHING;
        }
        return tag("span")
                .with("class", "fill " + kind)
                .with("style", "width:" + Axis.coordinate(100.0 * part / whole) + "%")
                .with("title", kind + ": " + Quantity.count(part));
    }

    /** Says where a stage did not start from what the one before it kept. */
    private static Markup joints(List<Funnel> funnels) {
        List<Markup> notes = new ArrayList<>();
        for (int i = 1; i < funnels.size(); i++) {
            Funnel before = funnels.get(i - 1);
            Funnel after = funnels.get(i);
            if (before.kept() != after.in()) {
                notes.add(tag(
                                "p",
                                after.stage() + " started from " + Quantity.count(after.in()) + ", " + before.stage()
                                        + " kept " + Quantity.count(before.kept()) + ".")
                        .with("class", "note"));
            }
        }
        return Markup.join(notes);
    }

    private static Markup reasons(List<Funnel> funnels) {
        List<Markup> rows = new ArrayList<>();
        for (Funnel funnel : funnels) {
            funnel.droppedByRule().forEach(share -> rows.add(reason(funnel, share, "dropped")));
            funnel.quarantinedByReason().forEach(share -> rows.add(reason(funnel, share, "quarantined")));
        }
        if (rows.isEmpty()) {
            return tag("p", "Nothing was dropped or quarantined.").with("class", "note");
        }
        return Markup.join(
                tag("h3", "Why"),
                Tables.table(
                        List.of(
                                Tables.words("rule or reason"),
                                Tables.words("stage"),
                                Tables.numbers("count"),
                                Tables.numbers("of the stage"),
                                Tables.words("")),
                        rows));
    }

    private static Markup reason(Funnel funnel, Share share, String kind) {
        return tag(
                "tr",
                Tables.name(share.label()),
                tag("td", funnel.stage()),
                Tables.number(Quantity.count(share.count())),
                Tables.number(Quantity.percent(share.count(), funnel.in())),
                Tables.bar(share.count(), funnel.in(), kind));
    }
}
