package io.bloomery.data.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the cases of a folder of peers' expectations: {@code -Dbloomery.conformance=DIR}, by default the folder
 * {@code shared/conformance} beside the clone; skipped where there is none.
 *
 * <p>Prints for each file how many cases passed, failed and were skipped, and why.
 */
class ConformanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyFileOfTheFolder() throws IOException {
        Path folder = folder();
        assumeTrue(Files.isDirectory(folder), "there are no conformance cases at " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            return cases.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> runFile(file)));
        }
    }

    private static Path folder() {
        String named = System.getProperty("bloomery.conformance", "");
        return named.isBlank() ? Path.of("..", "..", "shared", "conformance") : Path.of(named);
    }

    private static void runFile(Path file) throws IOException {
        String name = file.getFileName().toString();
        Map<CaseResult.Kind, List<String>> results = new EnumMap<>(CaseResult.Kind.class);
        for (CaseResult.Kind kind : CaseResult.Kind.values()) {
            results.put(kind, new ArrayList<>());
        }
        for (JsonNode testCase : JSON.readTree(file.toFile())) {
            CaseResult result = run(name, testCase);
            results.get(result.kind()).add(testCase.path("id").asText() + ": " + result.reason());
        }
        print(name, results);
        assertThat(results.get(CaseResult.Kind.FAILED))
                .as("failed cases of " + name)
                .isEmpty();
    }

    private static CaseResult run(String file, JsonNode testCase) {
        String rule = testCase.path("filter").asText("");
        String peer = peer(testCase.path("source").asText(""));
        Optional<CaseRunner> runner = CaseRunners.of(file, peer, rule);
        if (runner.isEmpty()) {
            return CaseResult.skipped("no rule " + rule + " of " + peer);
        }
        try {
            return runner.get().run(testCase);
        } catch (Exception | StackOverflowError e) { // one broken case must not hide the others
            return CaseResult.failed("threw " + e);
        }
    }

    /** The repository's name in lower case: {@code datatrove} of {@code huggingface/datatrove@commit:path}. */
    private static String peer(String source) {
        String repository = source.split("[@ ]", 2)[0];
        return repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
    }

    private static void print(String name, Map<CaseResult.Kind, List<String>> results) {
        System.out.printf(
                "conformance %s: %d passed, %d failed, %d skipped%n",
                name,
                results.get(CaseResult.Kind.PASSED).size(),
                results.get(CaseResult.Kind.FAILED).size(),
                results.get(CaseResult.Kind.SKIPPED).size());
        results.get(CaseResult.Kind.FAILED).forEach(line -> System.out.println("  failed " + line));
        results.get(CaseResult.Kind.SKIPPED).forEach(line -> System.out.println("  skipped " + line));
    }
}
