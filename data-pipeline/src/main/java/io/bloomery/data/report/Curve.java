package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A measure over the steps of training, such as the loss. */
public record Curve(String name, List<Point> points) {
    public Curve {
        requireNonNull(name, "name");
        points = List.copyOf(points);
    }

    /**
     * One measurement.
     *
     * @param value may be infinite or not a number; such points are counted, not drawn
     */
    public record Point(long step, double value) {}
}
