package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.run.StageOutcome;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the work of a command and leaves a {@code run.json} that says how it ended. */
final class Recorded {

    private static final Logger LOG = LoggerFactory.getLogger(Recorded.class);

    /** What a command does with its invocation. */
    @FunctionalInterface
    interface Work {
        List<StageOutcome> run(Invocation invocation) throws Exception;
    }

    private Recorded() {}

    static int run(
            LoadedConfig<BloomeryConfig> loaded, CommonOptions options, String command, Console console, Work work)
            throws Exception {
        try (Invocation invocation = Invocation.open(loaded, options, console.err())) {
            RunRecord record = new RunRecord(invocation, command);
            try {
                invocation.store().prepare();
                if (invocation.runsOnCluster()) {
                    invocation.spark(); // a driver on a cluster that never starts Spark counts as failed
                }
                List<StageOutcome> outcomes = work.run(invocation);
                record.succeeded(outcomes);
                return 0;
            } catch (Exception | Error e) {
                recordFailure(record, e);
                throw e;
            }
        }
    }

    /** The failure itself matters more than that it could not be recorded. */
    private static void recordFailure(RunRecord record, Throwable thrown) {
        try {
            record.failed(Failure.of(thrown));
        } catch (IOException e) {
            LOG.debug("Cannot write run.json", e);
        }
    }
}
