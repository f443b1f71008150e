package io.bloomery.jobs.run;

import io.bloomery.data.quantity.Quantity;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells the person who waits how far a stage is, how fast it goes and how long it will take.
 *
 * <p>On a terminal one line is redrawn; elsewhere a line is printed every few seconds. Thread-safe.
 */
public final class Progress {

    private static final String ERASE = "\r\u001b[K";
    private static final String CUT_AT_THE_EDGE = "\u001b[?7l"; // only one line can be redrawn
    private static final String WRAP = "\u001b[?7h";
    private static final Duration TERMINAL_PERIOD = Duration.ofMillis(200);
    private static final Duration LOG_PERIOD = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private String stage = "";
    private long startedNanos;
    private long startedDone;
    private long lastNanos;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Progress that nobody reads, for tests. */
    public static Progress silent() {
        return new Progress(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    }

    /**
     * Reports how far a stage is.
     *
     * @param done units finished, counted in the unit that {@code detail} names
     * @param total units expected; 0 where unknown
     * @param detail what else to show, such as {@code pages} or {@code loss 3.21}
     */
    public synchronized void report(String stageName, long done, long total, String detail) {
        long now = System.nanoTime();
        if (!stageName.equals(stage) || done < startedDone) {
            stage = stageName;
            startedNanos = now;
            startedDone = done;
            lastNanos = 0;
        }
        Duration period = terminal ? TERMINAL_PERIOD : LOG_PERIOD;
        boolean finished = total > 0 && done >= total;
        if (lastNanos != 0 && now - lastNanos < period.toNanos() && !finished) {
            return;
        }
        lastNanos = now;
        print(line(stageName, done, total, detail, (now - startedNanos) / 1e9), finished);
    }

    /** Prints a whole line, such as the begin or end of a stage. */
    public synchronized void say(String line) {
        print(line, true);
    }

    private void print(String line, boolean whole) {
        if (!terminal) {
            out.print(line + "\n");
        } else if (whole) {
            out.print(ERASE + line + "\n");
        } else {
            out.print(ERASE + CUT_AT_THE_EDGE + line + WRAP);
        }
        out.flush();
    }

    private String line(String stageName, long done, long total, String detail, double seconds) {
        double rate = seconds > 0 ? (done - startedDone) / seconds : 0;
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-10s %,d", stageName, done));
        if (total > 0) {
            line.append(String.format(Locale.ROOT, " / %,d", total));
        }
        line.append(' ').append(detail);
        if (rate > 0) {
            line.append(String.format(Locale.ROOT, rate < 10 ? "  %.1f/s" : "  %,.0f/s", rate));
            if (total > done) {
                line.append("  ")
                        .append(Quantity.duration(Duration.ofSeconds((long) ((total - done) / rate))))
                        .append(" left");
            }
        }
        return line.toString();
    }
}
