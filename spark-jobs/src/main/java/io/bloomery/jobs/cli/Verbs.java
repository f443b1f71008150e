package io.bloomery.jobs.cli;

import io.bloomery.jobs.pipeline.LineStage;
import picocli.CommandLine;

/** The verbs of the command line, in the order of {@code --help}. */
final class Verbs {

    private Verbs() {}

    static void addTo(CommandLine commandLine, Console console) {
        commandLine.addSubcommand(new QuickstartCommand(console));
        for (LineStage stage : LineStage.values()) {
            commandLine.addSubcommand(
                    stage.verb(),
                    stage == LineStage.CLEAN
                            ? new CommandLine(new CleanCommand(console))
                            : StageCommand.verb(stage, console));
        }
        commandLine.addSubcommand(new GenerateCommand(console));
        commandLine.addSubcommand(new ImportCommand(console));
        commandLine.addSubcommand(new PipelineCommand(console));
        commandLine.addSubcommand(new InspectCommand(console));
        commandLine.addSubcommand(new ReportCommand(console));
        commandLine.addSubcommand(new CardCommand(console));
        commandLine.addSubcommand(new ClassifierCommand(console));
        commandLine.addSubcommand(new EncodeCommand(console));
        commandLine.addSubcommand(new ExtractCommand(console));
        commandLine.addSubcommand(new DoctorCommand(console));
        commandLine.addSubcommand("bench", BenchCommand.verb(console));
        commandLine.getSubcommands().values().forEach(verb -> verb.getCommandSpec()
                .mixinStandardHelpOptions(true));
    }
}
