package io.bloomery.jobs.cli;

import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.CodeVersion;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** Entry point of the {@code bloomery} command and of {@code spark-submit}. */
public final class Main {

    /** The command without a verb. */
    @Command(
            name = "bloomery",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "From pages on the web to a language model, on Spark.",
            footer = {
                "",
                "Start here:",
                "  bloomery doctor       is this machine fit?",
                "  bloomery quickstart   real pages to a trained, exported model in minutes",
                "",
                "Exit status: 0 done, 64 usage, 65 bad data, 66 input missing, 69 service unavailable, 70 internal,",
                "73 cannot create, 74 I/O, 75 try again, 77 permission, 78 configuration."
            })
    static final class Root {}

    /** The version for {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {CodeVersion.current()};
        }
    }

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(String... arguments) {
        Console console = new Console();
        CommandLine commandLine = new CommandLine(new Root());
        Verbs.addTo(commandLine, console);
        commandLine.setParameterExceptionHandler((failure, rest) -> usage(failure, console.err()));
        commandLine.setExecutionExceptionHandler((thrown, command, parsed) -> {
            boolean stacktrace = parsed.hasMatchedOption("--stacktrace");
            return fail(thrown, stacktrace, console.err());
        });
        if (arguments.length == 0) {
            commandLine.usage(console.out());
            return ErrorCode.USAGE.exitCode();
        }
        return commandLine.execute(arguments);
    }

    private static int usage(ParameterException failure, PrintStream err) {
        CommandLine command = failure.getCommandLine();
        err.println("bloomery: usage (status " + ErrorCode.USAGE.exitCode() + "): " + failure.getMessage() + " -- See `"
                + command.getCommandSpec().qualifiedName() + " --help`.");
        return ErrorCode.USAGE.exitCode();
    }

    private static int fail(Throwable thrown, boolean stacktrace, PrintStream err) {
        if (stacktrace) {
            thrown.printStackTrace(err);
        }
        Failure failure = Failure.of(thrown);
        failure.details().forEach(err::println);
        err.println(failure.lastLine());
        return failure.code().exitCode();
    }
}
