package io.bloomery.jobs.train.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ClusterTrainingIT {

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void neitherTheNumberOfExecutorsNorTheLossOfOneChangesABit() throws Exception {
        List<String> one = train(1, false, "");
        assertThat(one).as("without a loss").noneMatch(line -> line.startsWith(ClusterTraining.REPLAYED));
        List<String> two = train(2, true, gpuScript());
        assertThat(two).as("with a loss").anyMatch(line -> line.startsWith(ClusterTraining.REPLAYED));
        assertThat(digest(two)).isEqualTo(digest(one));
        assertThat(one).contains(ClusterTraining.DEVICES + "[, , , ]");
        assertThat(String.join("", two))
                .as("one replica a card")
                .containsPattern("devices: \\[[01], [01], [01], [01]\\]");
    }

    /** Finds two cards, whatever there is. */
    private String gpuScript() throws IOException {
        Path script = directory.resolve("gpus.sh");
        Files.writeString(script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }

    private static String digest(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(ClusterTraining.DIGEST))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no digest in " + String.join("\n", lines)));
    }

    private List<String> train(int executors, boolean kills, String discoveryScript)
            throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("executors-" + executors));
        File log = own.resolve("log").toFile();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterTraining.class.getName(),
                Integer.toString(executors),
                own.resolve("states").toString(),
                Boolean.toString(kills),
                discoveryScript));
        Process process = new ProcessBuilder(command)
                .directory(own.toFile()) // executors leave their logs in it
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(log.toPath());
    }
}
