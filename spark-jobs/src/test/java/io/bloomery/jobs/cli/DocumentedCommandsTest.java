package io.bloomery.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Every command that the documentation shows is one that the command line understands. */
class DocumentedCommandsTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern COMMAND =
            Pattern.compile("(?:^ {4}|`)\\./bloomery ([a-z]+[^`\n]*)", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @ParameterizedTest
    @MethodSource("documentedCommands")
    void understandsTheCommand(String command) {
        assertThatCode(() -> parse(command)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("documentedCommands")
    void knowsEverySettingOfTheCommand(String command) {
        parse(command).subcommand().commandSpec().mixins().values().stream()
                .map(mixin -> mixin.userObject())
                .filter(CommonOptions.class::isInstance)
                .map(CommonOptions.class::cast)
                .forEach(options -> assertThatCode(() -> Settings.load(options, List.of(Settings.QUICKSTART), Map.of()))
                        .doesNotThrowAnyException());
    }

    @Test
    void readmeNamesEveryVerb() throws IOException {
        String readme = Files.readString(HOME.resolve("README.md"));
        assertThat(commandLine().getSubcommands().keySet())
                .allSatisfy(verb -> assertThat(readme).containsPattern("(?m)^\\|.*`" + verb + "[` ]"));
    }

    static Stream<String> documentedCommands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String document : List.of("README.md", "deploy/README.md", ".github/CONTRIBUTING.md")) {
            Matcher found = COMMAND.matcher(Files.readString(HOME.resolve(document)));
            while (found.find()) {
                commands.add(found.group(1).replaceAll(" {2,}.*", "").strip()); // without a remark
            }
        }
        return commands.stream().distinct();
    }

    /** Parses a command as a shell would hand it over, without files that only a reader has. */
    private static ParseResult parse(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command.replaceAll("--config \\S+", ""));
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        return commandLine().parseArgs(words.toArray(String[]::new));
    }

    private static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main.Root());
        Verbs.addTo(commandLine, Console.system());
        return commandLine;
    }
}
