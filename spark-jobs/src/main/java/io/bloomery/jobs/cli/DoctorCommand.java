package io.bloomery.jobs.cli;

import io.bloomery.jobs.doctor.Doctor;
import io.bloomery.jobs.doctor.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bloomery doctor}. */
@Command(
        name = "doctor",
        description = "Say what backend, cores, memory, GPU and file system are there, and what is wrong.",
        footer = {
            "",
            "Examples:",
            "  bloomery doctor",
            "  bloomery doctor --config conf/quickstart.conf --set train.kernel=cuda",
            "  bloomery doctor --set storage.root=hdfs://namenode:8020/bloomery"
        })
final class DoctorCommand implements Callable<Integer> {

    /** Ends a doctor's visit that found something wrong. */
    private static final int PROBLEMS = 1;

    @Mixin
    private CommonOptions options;

    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Invocation invocation = Invocation.open(Settings.load(options), options, console.err())) {
            if (options.printConfig()) {
                console.out().print(invocation.renderedConfig());
                return 0;
            }
            List<Finding> findings = new Doctor(invocation.store(), invocation.config()).examine();
            for (Finding finding : findings) {
                console.out()
                        .println(String.format(
                                Locale.ROOT,
                                "%-4s %-8s %s",
                                finding.isProblem() ? "!!" : "ok",
                                finding.subject(),
                                finding.found()));
                if (finding.isProblem()) {
                    console.out().println("              " + finding.advice());
                }
            }
            return findings.stream().anyMatch(Finding::isProblem) ? PROBLEMS : 0;
        }
    }
}
