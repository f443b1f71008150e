package io.bloomery.jobs.cli;

import picocli.CommandLine;

/** The verbs of the command line, in the order of {@code --help}. */
final class Verbs {

    private Verbs() {}

    static void addTo(CommandLine commandLine, Console console) {
        commandLine.addSubcommand(new InspectCommand(console));
        commandLine.addSubcommand(new DoctorCommand(console));
        commandLine.getSubcommands().values().forEach(verb -> verb.getCommandSpec()
                .mixinStandardHelpOptions(true));
    }
}
