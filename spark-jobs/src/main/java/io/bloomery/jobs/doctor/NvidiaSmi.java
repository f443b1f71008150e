package io.bloomery.jobs.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * NVIDIA's own tool, which comes with the driver and is asked because it answers where CUDA does not load.
 *
 * @param program name on the path, or a file
 * @param patience how long it may take: it hangs where a card does
 */
record NvidiaSmi(String program, Duration patience) {

    private static final int MAX_BYTES = 1 << 16;

    /**
     * What it said.
     *
     * @param cards in the order of the bus; none where there is no tool
     * @param complaint why there are none although the tool is there; empty otherwise
     */
    record Answer(List<GraphicsCard> cards, String complaint) {

        private static Answer complaint(String text) {
            return new Answer(List.of(), text);
        }
    }

    Answer ask() {
        Process process;
        try {
            process = new ProcessBuilder(program, "--query-gpu=" + GraphicsCard.FIELDS, "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return new Answer(List.of(), "");
        }
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return Answer.complaint(program + " does not answer in " + patience.toSeconds() + " s");
            }
            String output = new String(process.getInputStream().readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
            List<GraphicsCard> cards = GraphicsCard.parse(output);
            return process.exitValue() == 0 && !cards.isEmpty()
                    ? new Answer(cards, "")
                    : Answer.complaint(
                            program + " says: " + output.lines().findFirst().orElse("nothing"));
        } catch (IOException e) {
            return Answer.complaint(program + " breaks off: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.complaint(program + " was not waited for");
        } finally {
            process.destroyForcibly();
        }
    }
}
