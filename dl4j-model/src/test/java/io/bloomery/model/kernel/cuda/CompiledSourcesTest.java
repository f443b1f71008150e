package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledSourcesTest {

    private static final List<String> WIDE = List.of("-DHEAD_WIDTH=64");

    @TempDir
    Path folder;

    private final List<String> compiled = new ArrayList<>();

    @Test
    void makesCodeOnceForEachArchitectureAndDefinition() {
        byte[] first = sources("12.9").of("attention.cu", WIDE, "sm_80");
        assertThat(sources("12.9").of("attention.cu", WIDE, "sm_80")).isEqualTo(first);
        assertThat(compiled).hasSize(1);
        sources("12.9").of("attention.cu", WIDE, "sm_90");
        sources("12.9").of("attention.cu", List.of("-DHEAD_WIDTH=128"), "sm_80");
        sources("12.9").of("adamw.cu", WIDE, "sm_80");
        sources("13.0").of("attention.cu", WIDE, "sm_80");
        assertThat(compiled).hasSize(5);
    }

    @Test
    void makesCodeAgainThatWasCutShort() throws IOException {
        byte[] code = sources("12.9").of("adamw.cu", List.of(), "sm_80");
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.findFirst().orElseThrow();
            Files.write(file, new byte[] {1, 2, 3});
        }
        assertThat(sources("12.9").of("adamw.cu", List.of(), "sm_80")).isEqualTo(code);
        assertThat(compiled).hasSize(2);
    }

    @Test
    void doesWithoutAFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        CompiledSources sources = new CompiledSources(file.resolve("cache"), new Counted("12.9", compiled));
        assertThat(sources.of("adamw.cu", List.of(), "sm_80")).isNotEmpty();
    }

    private CompiledSources sources(String version) {
        return new CompiledSources(folder, new Counted(version, compiled));
    }

    private record Counted(String version, List<String> compiled) implements CompiledSources.Compiler {
        @Override
        public byte[] compile(String source, List<String> definitions, String architecture) {
            compiled.add(source);
            return (source + definitions + architecture + version).getBytes(StandardCharsets.UTF_8);
        }
    }
}
