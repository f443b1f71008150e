package io.bloomery.jobs.export;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.optimize.OptimizerConfig;

/** All that decides the exported files, besides the tables; the optimizer is part of DL4J's zip. */
public record ExportStageConfig(ExportConfig export, OptimizerConfig optimizer) {

    public ExportStageConfig {
        requireNonNull(export, "export");
        requireNonNull(optimizer, "optimizer");
    }
}
