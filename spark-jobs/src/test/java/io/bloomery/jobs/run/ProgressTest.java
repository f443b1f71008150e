package io.bloomery.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void aLogHasALineForEachReport() {
        progress(false).report("train", 5, 10, "tokens");
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("  train      5 / 10 tokens\n");
    }

    @Test
    void aTerminalCutsTheLineThatIsRedrawnWhereTheWindowEnds() {
        progress(true).report("train", 5, 10, "tokens");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[K\u001b[?7l  train      5 / 10 tokens\u001b[?7h");
    }

    @Test
    void aTerminalKeepsWhatIsSaidInFull() {
        progress(true).say("train: done");
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("\r\u001b[Ktrain: done\n");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), terminal);
    }
}
