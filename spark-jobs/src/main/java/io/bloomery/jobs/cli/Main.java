package io.bloomery.jobs.cli;

import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.CodeVersion;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    /** Ends the process with the documented exit code; a driver on a cluster that succeeded must return instead. */
    public static void main(String[] arguments) {
        int status = run(Console.system(), arguments);
        if (status != 0 || !onCluster()) {
            System.exit(status);
        }
    }

    /** Whether spark-submit started this driver inside the cluster, where the resource manager watches it. */
    static boolean onCluster() {
        return System.getProperty("spark.submit.deployMode", "client").equals("cluster");
    }

    /** Runs one command and returns its exit code. */
    static int run(Console console, String... arguments) {
        CommandLine commandLine = new CommandLine(new Root());
        Verbs.addTo(commandLine, console);
        commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commandLine.setParameterExceptionHandler((failure, rest) -> usage(failure, console.err()));
        boolean stacktrace = List.of(arguments).contains("--stacktrace");
        commandLine.setExecutionExceptionHandler((thrown, command, parsed) -> fail(thrown, stacktrace, console.err()));
        if (arguments.length == 0) {
            commandLine.usage(console.out());
            return ErrorCode.USAGE.exitCode();
        }
        try {
            return commandLine.execute(arguments);
        } catch (Error e) { // picocli hands over exceptions only
            return fail(e, stacktrace, console.err());
        }
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
