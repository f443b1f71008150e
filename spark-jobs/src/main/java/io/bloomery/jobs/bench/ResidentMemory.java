package io.bloomery.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * By how much the main memory of this process has grown at its most since this was made, as the kernel of Linux counts it.
 *
 * <p>Counts all that is in main memory: native memory, heap, compiled code. One at a time: making one forgets the peak of
 * the process.
 */
final class ResidentMemory {

    private static final Path PROCESS = Path.of("/proc/self");
    private static final int KIB = 1024;

    private final OptionalLong before;

    ResidentMemory() {
        System.gc(); // what the last measurement left
        before = forgetPeak() ? field("VmRSS:") : OptionalLong.empty();
    }

    /** Bytes; empty where the system is another. */
    OptionalLong grownBytes() {
        OptionalLong peak = before.isPresent() ? field("VmHWM:") : OptionalLong.empty();
        return peak.isPresent()
                ? OptionalLong.of(Math.max(0, peak.getAsLong() - before.getAsLong()))
                : OptionalLong.empty();
    }

    /** Sets VmHWM to what is resident now; see {@code man 5 proc_pid_clear_refs}. */
    private static boolean forgetPeak() {
        try {
            Files.writeString(PROCESS.resolve("clear_refs"), "5");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static OptionalLong field(String name) {
        try {
            return Files.readAllLines(PROCESS.resolve("status")).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
