package io.bloomery.jobs.bench;

import io.bloomery.data.dedup.MinHash;
import io.bloomery.data.dedup.MinHashConfig;
import io.bloomery.data.document.Document;
import io.bloomery.data.extract.HtmlExtractor;
import io.bloomery.data.filter.CleanConfig;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.RuleSet;
import io.bloomery.jobs.storage.HadoopResources;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Speed of the work on one document: main text of pages, rules of FineWeb on those texts, MinHash signatures of them.
 *
 * <p>As in the peers, a document that one rule drops is not looked at by the next. Only the rules of quality and repetition
 * run, on both sides: no language identification, no personal data.
 */
public final class CurationBench {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final String PROFILE = "fineweb";
    private static final Set<String> FAMILIES = Set.of("gopher", "fineweb");

    private final CleanConfig clean;
    private final MinHashConfig minHash;
    private final Duration each;

    /**
     * A bench of this configuration.
     *
     * @param each how long each measurement takes
     */
    public CurationBench(CleanConfig clean, MinHashConfig minHash, Duration each) {
        this.clean = clean;
        this.minHash = minHash;
        this.each = each;
    }

    /** Measures on one core, then on all. */
    public List<BenchResult> run(List<byte[]> pages) throws IOException {
        Map<String, Runner<?>> work = work(pages);
        List<BenchResult> results = new ArrayList<>();
        for (int threads : IntStream.of(1, Runtime.getRuntime().availableProcessors())
                .distinct()
                .toArray()) {
            work.forEach((name, runner) -> results.add(runner.run(name, threads)));
        }
        return results;
    }

    /** Measures on one core, and the peers on the same input. */
    public List<BenchResult> runAgainst(List<byte[]> pages, String python) throws IOException {
        Map<String, CurationPeers.Figure> peers = new CurationPeers(python).measure(pages, texts(pages), each);
        return run(pages).stream()
                .map(result -> result.threads() == 1 ? result.beside(peers.get(result.name())) : result)
                .toList();
    }

    private Map<String, Runner<?>> work(List<byte[]> pages) throws IOException {
        HtmlExtractor extractor = new HtmlExtractor(clean.extract());
        RuleSet rules = rules();
        MinHash signer = minHash.minHash();
        List<String> texts = texts(pages);
        List<Document> documents = texts.stream()
                .map(text -> Document.of("", "", text).withLanguage("en", 1))
                .toList();
        Map<String, Runner<?>> work = new LinkedHashMap<>();
        work.put("extract", new Runner<>("pages", pages, page -> extractor.extract(page, "", "")));
        work.put("fineweb-rules", new Runner<>("documents", documents, rules::apply));
        work.put(
                "minhash-signatures",
                new Runner<>(
                        "documents",
                        texts,
                        text -> signer.keys(minHash.settings().shingles(text))));
        return work;
    }

    private List<String> texts(List<byte[]> pages) {
        HtmlExtractor extractor = new HtmlExtractor(clean.extract());
        return pages.stream()
                .map(page -> extractor.extract(page, "", "").text())
                .toList();
    }

    private RuleSet rules() throws IOException {
        Map<String, RuleFactory> factories = clean.rules().factories();
        HadoopResources resources = new HadoopResources(new Configuration());
        List<Rule> rules = new ArrayList<>();
        for (String rule : clean.profiles().get(PROFILE)) {
            if (FAMILIES.contains(rule.split("\\.", 2)[0])) {
                rules.add(factories.get(rule).create(resources));
            }
        }
        return new RuleSet(rules, false);
    }

    private final class Runner<T> {

        private final String unit;
        private final List<T> items;
        private final Consumer<T> work;

        Runner(String unit, List<T> items, Consumer<T> work) {
            this.unit = unit;
            this.items = items;
            this.work = work;
        }

        BenchResult run(String name, int threads) {
            return BenchResult.of(name, unit, Throughput.of(items, work, threads, WARM_UP, each));
        }
    }
}
