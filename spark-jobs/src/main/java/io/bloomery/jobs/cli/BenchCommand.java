package io.bloomery.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bloomery bench}: the group of the measurements. */
@Command(name = "bench", description = "Measure speed, beside the peers where they are installed.")
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private BenchCommand() {}

    /** The verb with its measurements. */
    static CommandLine verb(Console console) {
        CommandLine verb = new CommandLine(new BenchCommand());
        verb.addSubcommand(new CrawlBenchCommand(console));
        verb.addSubcommand(new CurationBenchCommand(console));
        verb.addSubcommand(new DedupeBenchCommand(console));
        verb.addSubcommand(new EngineBenchCommand(console));
        verb.addSubcommand(new GenerateBenchCommand(console));
        verb.addSubcommand(new ShakespeareBenchCommand(console));
        verb.addSubcommand(new AveragingBenchCommand(console));
        return verb.setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a measurement: " + String.join(", ", spec.subcommands().keySet()));
    }
}
