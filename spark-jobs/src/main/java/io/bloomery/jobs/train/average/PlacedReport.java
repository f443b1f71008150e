package io.bloomery.jobs.train.average;

import io.bloomery.model.average.WorkerReport;
import java.io.Serializable;

/** A worker's report and the process it came from; a class with plain fields, because Kryo carries it to the driver. */
final class PlacedReport implements Serializable {

    private static final long serialVersionUID = 1L;

    private String place = "";
    private String device = "";
    private boolean standIn;
    private int worker;
    private int steps;
    private long tokens;
    private double[] measured = {};
    private long fetchedBytes;

    /** For Kryo only. */
    PlacedReport() {}

    static PlacedReport of(String place, String device, boolean standIn, WorkerReport report) {
        PlacedReport placed = new PlacedReport();
        placed.place = place;
        placed.device = device;
        placed.standIn = standIn;
        placed.worker = report.worker();
        placed.steps = report.steps();
        placed.tokens = report.tokens();
        placed.measured = new double[] {
            report.deltaNorm(), report.loss(), report.gradientNorm(), report.fetchSeconds(), report.computeSeconds()
        };
        placed.fetchedBytes = report.fetchedBytes();
        return placed;
    }

    String place() {
        return place;
    }

    /** The address of the replica's GPU; empty where it has none. */
    String device() {
        return device;
    }

    /** Whether the replica began with nothing learned in the place of a lost one, in this stretch or before. */
    boolean isStandIn() {
        return standIn;
    }

    WorkerReport report() {
        return new WorkerReport(
                worker, steps, tokens, measured[0], measured[1], measured[2], measured[3], measured[4], fetchedBytes);
    }
}
