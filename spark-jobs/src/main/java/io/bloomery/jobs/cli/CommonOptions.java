package io.bloomery.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "HOCON file over the defaults; a local path or any Hadoop URI. Repeat to layer several.")
    private List<String> configFiles = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting; wins over files and spark.bloomery.* properties. Repeatable.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--print-config", description = "Print every setting with where it came from, and stop.")
    private boolean printConfig;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Name of this run in manifests and run.json; default: the time and the process id.")
    private String runId = "";

    @Option(names = "--stacktrace", description = "Print the stack trace of a failure before its last line.")
    private boolean stacktrace;

    List<String> configFiles() {
        return configFiles;
    }

    List<String> assignments() {
        return assignments;
    }

    boolean printConfig() {
        return printConfig;
    }

    String runId() {
        return runId;
    }

    boolean stacktrace() {
        return stacktrace;
    }
}
