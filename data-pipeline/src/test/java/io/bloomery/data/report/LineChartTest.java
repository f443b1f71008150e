package io.bloomery.data.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.report.Curve.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {

    @Test
    void isNothingWithoutPoints() {
        assertThat(LineChart.of("loss", List.of()).isEmpty()).isTrue();
        assertThat(LineChart.of("loss", List.of(new Curve("a", List.of()))).isEmpty())
                .isTrue();
    }

    @Test
    void drawsOnePoint() {
        assertThat(svg(List.of(new Point(5, 2)))).contains("<circle").doesNotContain("NaN");
    }

    @Test
    void countsPointsThatCannotBeDrawn() {
        String svg = svg(List.of(new Point(1, 2), new Point(2, Double.NaN), new Point(3, Double.POSITIVE_INFINITY)));
        assertThat(svg).doesNotContain("NaN").contains("<td class=\"number\">infinite</td>");
        assertThat(svg).contains("<td class=\"number\">3</td><td class=\"number\">2</td>");
    }

    @Test
    void drawsCurvesWithoutAnyFinitePoint() {
        assertThat(svg(List.of(new Point(1, Double.NaN)))).contains("not a number");
    }

    @Test
    void thinsLongCurvesButKeepsSpikes() {
        List<Point> points = new ArrayList<>();
        for (int step = 0; step < 100_000; step++) {
            points.add(new Point(step, step == 54_321 ? 99 : step == 77_777 ? -99 : Math.sin(step)));
        }
        List<Point> thinned = LineChart.thinned(points);
        assertThat(thinned).hasSizeLessThanOrEqualTo(600).contains(new Point(54_321, 99), new Point(77_777, -99));
        assertThat(thinned).isSortedAccordingTo((a, b) -> Long.compare(a.step(), b.step()));
    }

    @Test
    void leavesShortCurvesAlone() {
        List<Point> points = List.of(new Point(1, 1), new Point(2, 2));
        assertThat(LineChart.thinned(points)).isSameAs(points);
    }

    private static String svg(List<Point> points) {
        return LineChart.of("loss", List.of(new Curve("a", points))).toString();
    }
}
