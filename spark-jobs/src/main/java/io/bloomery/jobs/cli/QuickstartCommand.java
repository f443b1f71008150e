package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.data.site.ArchiveSites;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.pipeline.LineStage;
import io.bloomery.jobs.quickstart.JavadocJars;
import io.bloomery.jobs.quickstart.QuickstartConfig;
import io.bloomery.jobs.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bloomery quickstart}. */
@Command(
        name = "quickstart",
        description =
                "Do the whole line on real pages: crawl, clean, dedupe, tokenize, train, evaluate, export, generate.",
        footer = {
            "",
            "Without seed URLs it serves the javadoc of a few libraries on loopback as web sites and crawls those.",
            "",
            "Examples:",
            "  bloomery quickstart",
            "  bloomery quickstart --set storage.root=hdfs://namenode:8020/bloomery",
            "  bloomery quickstart --set 'crawl.seeds=[\"https://example.org/\"]'"
                    + " --set crawl.politeness.contact=me@example.org"
        })
final class QuickstartCommand implements Callable<Integer> {

    private static final String LOOPBACK = "127.0.0.1/32";

    @Mixin
    private CommonOptions options;

    private final Console console;

    QuickstartCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        LoadedConfig<BloomeryConfig> loaded = load(Map.of());
        if (options.printConfig()) {
            console.out().print(loaded.rendered());
            return 0;
        }
        if (!loaded.value().crawl().seeds().isEmpty()
                || !loaded.value().clean().input().isBlank()) {
            return run(loaded);
        }
        try (Invocation invocation = Invocation.open(loaded, options, console.err())) {
            invocation.store().prepare(); // before a download that would be for nothing
        }
        try (ArchiveSites sites = javadocSites(loaded.value().quickstart())) {
            return run(load(crawling(sites)));
        }
    }

    private int run(LoadedConfig<BloomeryConfig> loaded) throws Exception {
        List<String> prompts = loaded.value().quickstart().prompts();
        return Recorded.run(loaded, options, "quickstart", console, invocation -> new WholeLine(invocation, console)
                .run(LineStage.EXPORT, prompts));
    }

    private LoadedConfig<BloomeryConfig> load(Map<String, String> computed) {
        return Settings.load(options, List.of(Settings.QUICKSTART), computed);
    }

    private ArchiveSites javadocSites(QuickstartConfig quickstart) throws IOException {
        Progress progress = new Progress(console.err(), false);
        Map<String, Path> jars =
                new JavadocJars(Path.of(quickstart.downloadDirectory()), progress).resolve(quickstart.javadoc());
        return ArchiveSites.start(jars, ArchiveSites.JAVADOC_DISALLOWED, 0);
    }

    /** Settings that point the crawler at the sites: their front pages, through their own server as a proxy. */
    private static Map<String, String> crawling(ArchiveSites sites) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("crawl.seeds", sites.frontPages().stream().collect(Collectors.joining("\",\"", "[\"", "\"]")));
        settings.put("crawl.network.proxy", sites.proxy());
        settings.put("crawl.network.allow-addresses", "[\"" + LOOPBACK + "\"]");
        return settings;
    }
}
