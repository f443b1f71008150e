package io.bloomery.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation names is there. */
class ReadmeTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"README.md", ".github/CONTRIBUTING.md", "deploy/README.md"})
    void linksLeadToFiles(String document) throws IOException {
        Path file = HOME.resolve(document);
        assertThat(matches("\\]\\((?!https?:)([^)#]+)\\)", Files.readString(file)))
                .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", ".github/CONTRIBUTING.md", "deploy/README.md"})
    void pathsInTheRepositoryExist(String document) throws IOException {
        String text = Files.readString(HOME.resolve(document));
        assertThat(matches("(?<![\\w/.])((?:deploy|conf|\\.ci|\\.mvn|\\.github)/[\\w./-]+\\w)", text))
                .allSatisfy(path -> assertThat(Stream.of(HOME, HOME.resolve("deploy")))
                        .as(path)
                        .anyMatch(base -> Files.exists(base.resolve(path))));
    }

    @Test
    void exitStatusesAreThoseOfTheCode() throws IOException {
        List<String> documented =
                matches("\\| (6\\d|7\\d) \\| [a-zA-Z/ ]+ \\|", Files.readString(HOME.resolve("README.md")));
        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> String.valueOf(code.exitCode()))
                        .toList());
    }

    @Test
    void classesInBackticksExist() throws IOException {
        String text = Files.readString(HOME.resolve(".github/CONTRIBUTING.md"));
        List<String> sources;
        try (Stream<Path> files = Files.walk(HOME)) {
            sources = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList();
        }
        assertThat(matches("`(?:[a-z.]+\\.)?([A-Z]\\w+)`", text))
                .filteredOn(name -> !name.startsWith("X") && !name.equals(name.toUpperCase(Locale.ROOT)))
                .filteredOn(name -> !List.of("Duration").contains(name))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(sources).contains(name));
    }

    /** What the first group of a pattern found, without repetitions. */
    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }
}
