package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tables of the report; the first cell of a row names it. */
final class Tables {

    private Tables() {}

    /** A table that scrolls by itself where the page is narrow. */
    static Markup table(List<Markup> headings, List<Markup> rows) {
        Markup table = tag("table", tag("thead", tag("tr", headings)), tag("tbody", rows));
        return tag("div", table).with("class", "scroll");
    }

    /** Heading of a column of words or bars. */
    static Markup words(String heading) {
        return tag("th", heading).with("scope", "col");
    }

    /** Heading of a column of numbers, which stand under each other by their last digit. */
    static Markup numbers(String heading) {
        return words(heading).with("class", "number");
    }

    /** A row of a name and numbers. */
    static Markup row(String name, String... numbers) {
        List<Markup> cells = new ArrayList<>();
        cells.add(name(name));
        Stream.of(numbers).map(Tables::number).forEach(cells::add);
        return tag("tr", cells);
    }

    static Markup name(String name) {
        return tag("th", name).with("scope", "row");
    }

    static Markup number(String number) {
        return tag("td", number).with("class", "number");
    }

    /** A cell with a bar that fills the given share of it. */
    static Markup bar(long part, long whole, String kind) {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        Markup fill =
                tag("span").with("class", "fill " + kind).with("style", "width:" + Axis.coordinate(percent) + "%");
        return tag("td", tag("span", fill).with("class", "track")).with("class", "bars");
    }
}
