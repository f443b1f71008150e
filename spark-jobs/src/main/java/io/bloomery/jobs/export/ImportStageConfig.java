package io.bloomery.jobs.export;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.optimize.OptimizerConfig;

/**
 * All that decides an imported model.
 *
 * @param folderSha256 digest of the folder that it comes from
 * @param parityTokens for how many tokens the logits are written
 * @param optimizer part of DL4J's zip
 */
record ImportStageConfig(String folderSha256, int parityTokens, OptimizerConfig optimizer) {

    ImportStageConfig {
        requireNonNull(folderSha256, "folderSha256");
        requireNonNull(optimizer, "optimizer");
    }
}
