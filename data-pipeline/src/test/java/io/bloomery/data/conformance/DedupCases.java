package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.dedup.BloomFilter;
import io.bloomery.data.dedup.Candidate;
import io.bloomery.data.dedup.ContentKey;
import io.bloomery.data.dedup.DisjointSets;
import io.bloomery.data.dedup.ExactConfig;
import io.bloomery.data.dedup.MinHash;
import io.bloomery.data.dedup.MinHashSettings;
import io.bloomery.data.dedup.SeenShare;
import io.bloomery.data.dedup.ShingleUnit;
import io.bloomery.data.dedup.Shingles;
import io.bloomery.data.dedup.SimHash;
import io.bloomery.data.dedup.SurvivorConfig;
import io.bloomery.data.dedup.SurvivorPolicy;
import io.bloomery.data.url.UrlForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** Cases about whole documents: exact and near duplicates, signatures, components, Bloom filters, fingerprints. */
final class DedupCases {

    private static final int SEEDS = 40;

    private DedupCases() {}

    static Map<String, CaseRunner> runners() {
        Map<String, CaseRunner> runners = new TreeMap<>();
        runners.put("datatrove exact_dedup", DedupCases::exactByUrl);
        runners.put("curator exact_dedup", DedupCases::exactGroups);
        runners.put("data-juicer document_deduplicator", DedupCases::exactTexts);
        runners.put("dolma bloom_dedup_by_key", DedupCases::bloomByKey);
        runners.put("datatrove minhash_dedup", DedupCases::minHashClusters);
        runners.put("datatrove minhash_signature", DedupCases::signatures);
        runners.put("curator minhash_char", DedupCases::characterSignatures);
        runners.put("curator minhash_seeds", DedupCases::seeds);
        runners.put("curator lsh", DedupCases::bands);
        runners.put("curator lsh_config", DedupCases::bandsPerIteration);
        runners.put("curator fuzzy_dedup", DedupCases::fuzzyGroups);
        runners.put("curator fuzzy_dedup_config", DedupCases::bandsPerIteration);
        runners.put("curator connected_components", DedupCases::components);
        runners.put("curator buckets_to_edges", DedupCases::bucketEdges);
        runners.put("text-dedup union_find", DedupCases::components);
        runners.put("text-dedup bucket_to_star_edges", DedupCases::starEdges);
        runners.put("text-dedup hamming_distance", DedupCases::distance);
        runners.put("text-dedup simhash_compute", DedupCases::fingerprint);
        runners.put("datatrove bloom_filter", DedupCases::bloom);
        return runners;
    }

    private static CaseResult exactByUrl(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        if (!config.path("key").asText().equals("url")) {
            return CaseResult.skipped("no runner for key " + config.path("key"));
        }
        Candidate known = new Candidate(true, "", Double.NaN, "", 0);
        Map<String, String> best = new HashMap<>();
        Map<String, String> survivors = new LinkedHashMap<>();
        JsonNode input = testCase.path("input");
        boolean lowest = config.path("keep_priority").asText("lowest int(id)").contains("lowest");
        for (JsonNode document : input.path("index_docs")) {
            best.put(document.path("url").asText(), rank(known, 0));
        }
        List<JsonNode> documents = new ArrayList<>();
        input.path("docs").forEach(documents::add);
        input.path("shards").forEach(shard -> shard.forEach(documents::add));
        for (JsonNode document : documents) {
            int id = document.path("id").asInt();
            // a document's rank by source, where the source is its id: what SurvivorConfig.sources is for
            String rank = rank(new Candidate(false, String.valueOf(id), Double.NaN, "", 0), lowest ? 1 : -1);
            String url = document.path("url").asText();
            if (!best.containsKey(url) || rank.compareTo(best.get(url)) < 0) {
                best.put(url, rank);
                survivors.put(url, document.path("id").asText());
            }
        }
        return compareKept(testCase, survivors, input.path("shards"));
    }

    private static String rank(Candidate candidate, int direction) {
        List<String> ids = new ArrayList<>(IntStream.rangeClosed(1, 100)
                .mapToObj(i -> String.valueOf(direction < 0 ? 101 - i : i))
                .toList());
        return new SurvivorPolicy(new SurvivorConfig(List.of("source"), ids, "")).rank(candidate);
    }

    private static CaseResult compareKept(JsonNode testCase, Map<String, String> survivors, JsonNode shards) {
        JsonNode expected = testCase.path("expected");
        Set<Integer> ids =
                survivors.values().stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
        List<Integer> perShard = new ArrayList<>();
        shards.forEach(shard -> perShard.add((int) StreamSupport.stream(shard.spliterator(), false)
                .filter(document -> ids.contains(document.path("id").asInt()))
                .count()));
        Map<String, Object> actual = Map.of(
                "kept_count",
                survivors.size(),
                "kept_urls",
                new TreeSet<>(survivors.keySet()),
                "kept_ids",
                ids,
                "kept_count_per_shard",
                perShard);
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            Object value = actual.get(entry.getKey());
            if (value == null) {
                return CaseResult.skipped("no runner for expectation " + entry.getKey());
            }
            String wanted = entry.getKey().equals("kept_urls")
                    ? new TreeSet<>(strings(entry.getValue())).toString()
                    : strings(entry.getValue()).toString();
            String was = value instanceof Collection ? value.toString() : "[" + value + "]";
            if (!wanted.equals(was)) {
                return CaseResult.failed(entry.getKey() + ": expected " + wanted + " but was " + was);
            }
        }
        return CaseResult.passed();
    }

    private static CaseResult exactGroups(JsonNode testCase) {
        Map<String, Set<String>> groups = new HashMap<>();
        testCase.path("input")
                .path("files")
                .forEach(file -> file.forEach(document -> groups.computeIfAbsent(
                                ContentKey.of(document.path("text").asText()), key -> new TreeSet<>())
                        .add(document.path("id").asText())));
        Set<Set<String>> duplicates =
                groups.values().stream().filter(group -> group.size() > 1).collect(Collectors.toSet());
        return CaseResult.ofEqual(sets(testCase.path("expected").path("duplicate_groups")), duplicates);
    }

    private static CaseResult exactTexts(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        ExactConfig exact = new ExactConfig(
                true,
                false,
                UrlForm.VERBATIM,
                config.path("lowercase").asBoolean(),
                config.path("ignore_non_character").asBoolean());
        Set<String> keys = new HashSet<>();
        List<String> kept = strings(testCase.path("input").path("docs")).stream()
                .filter(text -> keys.add(exact.key(text)))
                .toList();
        return CaseResult.ofEqual(strings(testCase.path("expected").path("kept")), kept);
    }

    private static CaseResult bloomByKey(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        BloomFilter filter = BloomFilter.sized(
                config.path("estimated_doc_count").asLong(),
                config.path("desired_false_positive_rate").asDouble());
        List<Integer> duplicates = new ArrayList<>();
        List<String> keys = strings(testCase.path("input").path("metadata_urls_in_order"));
        for (int i = 0; i < keys.size(); i++) {
            long hash = Shingles.of(keys.get(i), ShingleUnit.CHARACTERS, Integer.MAX_VALUE)[0];
            if (filter.mayContain(hash)) {
                duplicates.add(i);
            }
            filter.add(hash);
        }
        return CaseResult.ofEqual(integers(testCase.path("expected").path("duplicate_indices")), duplicates);
    }

    private static CaseResult minHashClusters(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        List<String> ids = new ArrayList<>();
        List<long[]> shingles = new ArrayList<>();
        testCase.path("input").path("docs").forEach(document -> {
            ids.add(document.path("id").asText());
            shingles.add(Shingles.ofWords(
                    document.path("text").asText(), config.path("n_grams").asInt()));
        });
        // the case says that chance decides for some seeds; every cluster must be pure for each of them
        Set<Set<String>> expected = sets(testCase.path("expected").path("clusters"));
        for (long seed : tries(config)) {
            MinHash minHash = new MinHash(
                    config.path("num_buckets").asInt(),
                    config.path("hashes_per_bucket").asInt(),
                    seed);
            Set<Set<String>> clusters =
                    clusters(ids, shingles.stream().map(minHash::keys).toList());
            if (clusters.stream().anyMatch(cluster -> expected.stream().noneMatch(e -> e.containsAll(cluster)))) {
                return CaseResult.failed("seed " + seed + " mixes clusters: " + clusters);
            }
            if (clusters.equals(expected)) {
                return CaseResult.passed();
            }
        }
        return CaseResult.failed("no seed finds the clusters");
    }

    private static CaseResult signatures(JsonNode testCase) {
        if (testCase.path("input").has("fault")) {
            return CaseResult.skipped("no signature files are written; tables have page checksums and sizes");
        }
        JsonNode config = testCase.path("config");
        String base = testCase.path("input").path("base_text").asText();
        int n = config.path("n_grams").asInt();
        for (long seed : tries(config)) {
            MinHash minHash = new MinHash(
                    config.path("num_buckets").asInt(),
                    config.path("hashes_per_bucket").asInt(),
                    seed);
            if (IntStream.range(0, 20).allMatch(p -> agrees(minHash, base, n, 5 * p))) {
                return CaseResult.passed();
            }
        }
        return CaseResult.failed("no seed comes near the similarities");
    }

    private static boolean agrees(MinHash minHash, String base, int n, int percent) {
        int end = base.length() * percent / 100;
        String text = base.substring(0, end) + new StringBuilder(base.substring(end + 1)).reverse();
        double equal =
                share(minHash.signature(Shingles.ofWords(base, n)), minHash.signature(Shingles.ofWords(text, n)));
        return equal > percent / 100.0 - 0.21 && equal < percent / 100.0 + 0.21;
    }

    private static CaseResult characterSignatures(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        Map<String, long[]> shingles = new HashMap<>();
        testCase.path("input")
                .path("docs")
                .forEach(document -> shingles.put(
                        document.path("id").asText(),
                        Shingles.of(
                                document.path("text").asText(),
                                ShingleUnit.CHARACTERS,
                                config.path("char_ngrams").asInt())));
        for (long seed : tries(config)) {
            MinHash minHash = new MinHash(1, config.path("num_hashes").asInt(), seed);
            boolean close = StreamSupport.stream(
                            testCase.path("expected").path("pairs").spliterator(), false)
                    .allMatch(pair -> {
                        List<String> ids = strings(pair.path("ids"));
                        double equal = share(
                                minHash.signature(shingles.get(ids.get(0))),
                                minHash.signature(shingles.get(ids.get(1))));
                        return Math.abs(pair.path("true_jaccard").asDouble() - equal) < 0.15;
                    });
            if (close) {
                return CaseResult.passed();
            }
        }
        return CaseResult.failed("no seed comes near the similarities");
    }

    private static CaseResult seeds(JsonNode testCase) {
        if (testCase.path("expected").has("64_bit_values_below")) {
            return CaseResult.skipped("rows have 32 bits");
        }
        int n = testCase.path("config").path("n_permutations").asInt();
        long seed = testCase.path("config").path("seed").asLong();
        long[] shingles = {7};
        int[] row = new MinHash(1, n, seed).signature(shingles);
        boolean same = Arrays.equals(row, new MinHash(1, n, seed).signature(shingles));
        boolean differs = !Arrays.equals(row, new MinHash(1, n, seed + 81).signature(shingles));
        return CaseResult.ofEqual(List.of(n, true, true), List.of(row.length, same, differs));
    }

    private static CaseResult bands(JsonNode testCase) {
        if (testCase.path("expected").has("raises")) {
            return bandsPerIteration(testCase);
        }
        JsonNode config = testCase.path("config");
        Map<Long, Set<String>> members = new HashMap<>();
        List<String> ids = strings(testCase.path("input").path("ids"));
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            int[] signature = integers(testCase.path("input").path("signatures").get(i)).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (long key :
                    MinHash.bucketKeys(signature, config.path("num_bands").asInt())) {
                members.computeIfAbsent(key, k -> new TreeSet<>()).add(id);
            }
        }
        List<Set<String>> buckets =
                members.values().stream().filter(bucket -> bucket.size() > 1).toList();
        JsonNode expected = testCase.path("expected");
        return expected.has("bucket_pairs")
                ? CaseResult.ofEqual(sets(expected.path("bucket_pairs")), new HashSet<>(buckets))
                : CaseResult.ofEqual(expected.path("bucket_rows").asInt(), buckets.size());
    }

    private static CaseResult bandsPerIteration(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        if (!config.has("bands_per_iteration")) {
            return CaseResult.skipped("no such option: " + config);
        }
        try {
            new MinHashSettings(
                    ShingleUnit.CHARACTERS,
                    24,
                    config.path("num_bands").asInt(20),
                    config.path("minhashes_per_band").asInt(13),
                    config.path("bands_per_iteration").asInt(),
                    0.8);
            return CaseResult.failed("was accepted");
        } catch (IllegalArgumentException e) {
            return CaseResult.passed();
        }
    }

    private static CaseResult fuzzyGroups(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        List<String> ids = new ArrayList<>();
        List<long[]> shingles = new ArrayList<>();
        testCase.path("input").path("docs").forEach(document -> {
            ids.add(document.path("id").asText());
            shingles.add(Shingles.of(
                    document.path("text").asText(),
                    ShingleUnit.CHARACTERS,
                    config.path("char_ngrams").asInt()));
        });
        Set<Set<String>> expected = sets(testCase.path("expected").path("groups"));
        for (long seed : tries(config)) {
            MinHash minHash = new MinHash(
                    config.path("num_bands").asInt(),
                    config.path("minhashes_per_band").asInt(),
                    seed);
            Set<Set<String>> groups =
                    clusters(ids, shingles.stream().map(minHash::keys).toList());
            groups.removeIf(group -> group.size() < 2);
            if (groups.equals(expected)) {
                return CaseResult.passed();
            }
        }
        return CaseResult.failed("no seed finds the groups");
    }

    private static CaseResult components(JsonNode testCase) {
        DisjointSets<Integer> sets = new DisjointSets<>();
        JsonNode edges = testCase.path("input").has("edges")
                ? testCase.path("input").path("edges")
                : testCase.path("input").path("files");
        for (JsonNode edge : edges) {
            if (edge.get(0).isArray()) {
                edge.forEach(pair -> sets.join(pair.get(0).asInt(), pair.get(1).asInt()));
            } else {
                sets.join(edge.get(0).asInt(), edge.get(1).asInt());
            }
        }
        Map<Integer, Set<String>> components = new TreeMap<>();
        sets.components()
                .forEach((member, least) ->
                        components.computeIfAbsent(least, l -> new TreeSet<>()).add(String.valueOf(member)));
        return CaseResult.ofEqual(
                sets(testCase.path("expected").path("components")), new HashSet<>(components.values()));
    }

    private static CaseResult bucketEdges(JsonNode testCase) {
        return CaseResult.skipped("members of a bucket are compared pair by pair, or with the least; not in a chain");
    }

    private static CaseResult starEdges(JsonNode testCase) {
        DisjointSets<Integer> sets = new DisjointSets<>();
        List<Integer> nodes = integers(testCase.path("input").path("nodes"));
        nodes.forEach(node -> sets.join(nodes.get(0), node));
        List<List<Integer>> edges = new ArrayList<>();
        sets.components().forEach((member, least) -> {
            if (!member.equals(least)) {
                edges.add(List.of(member, least));
            }
        });
        List<List<Integer>> expected = new ArrayList<>();
        testCase.path("expected").path("edges").forEach(edge -> expected.add(integers(edge)));
        return CaseResult.ofEqual(expected, edges);
    }

    private static CaseResult distance(JsonNode testCase) {
        JsonNode input = testCase.path("input");
        return CaseResult.ofEqual(
                testCase.path("expected").path("distance").asInt(),
                SimHash.distance(
                        bits(input.path("a").asText()), bits(input.path("b").asText())));
    }

    private static CaseResult fingerprint(JsonNode testCase) {
        List<String> hashes = strings(testCase.path("input").path("hashes"));
        if (hashes.stream().anyMatch(hash -> hash.length() > Long.SIZE)) {
            return CaseResult.skipped("fingerprints have 64 bits");
        }
        try {
            long actual = SimHash.of(hashes.stream().mapToLong(DedupCases::bits).toArray());
            return testCase.path("expected").has("raises")
                    ? CaseResult.failed("gave " + actual)
                    : CaseResult.ofEqual(
                            bits(testCase.path("expected").path("bits").asText()), actual);
        } catch (IllegalArgumentException e) {
            return testCase.path("expected").has("raises") ? CaseResult.passed() : CaseResult.failed(e.getMessage());
        }
    }

    private static CaseResult bloom(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        SeenShare seen = new SeenShare(
                new BloomFilter(
                        8 * config.path("m_bytes").asLong(), config.path("k").asInt()),
                config.path("n_grams").asInt());
        List<Boolean> unique = new ArrayList<>();
        testCase.path("input")
                .path("docs")
                .forEach(document -> unique.add(seen.read(document.path("text").asText())
                        <= config.path("duplicate_threshold").asDouble()));
        List<Boolean> expected = new ArrayList<>();
        testCase.path("expected").path("is_unique_in_order").forEach(flag -> expected.add(flag.asBoolean()));
        return CaseResult.ofEqual(expected, unique);
    }

    /** The seed of the case, then others: the cases say that another hash family may need another seed. */
    private static long[] tries(JsonNode config) {
        long first = config.path("seed").asLong();
        return LongStream.range(first, first + SEEDS).toArray();
    }

    private static Set<Set<String>> clusters(List<String> ids, List<long[]> keys) {
        DisjointSets<String> sets = new DisjointSets<>();
        Map<Long, String> first = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            sets.least(ids.get(i));
            for (long key : keys.get(i)) {
                first.putIfAbsent(key, ids.get(i));
                sets.join(first.get(key), ids.get(i));
            }
        }
        Map<String, Set<String>> clusters = new HashMap<>();
        sets.components().forEach((id, least) -> clusters.computeIfAbsent(least, l -> new TreeSet<>())
                .add(id));
        return new HashSet<>(clusters.values());
    }

    private static double share(int[] left, int[] right) {
        return IntStream.range(0, left.length).filter(i -> left[i] == right[i]).count() / (double) left.length;
    }

    private static long bits(String digits) {
        return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 2);
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(value -> strings.add(value.asText()));
        } else {
            strings.add(array.asText());
        }
        return strings;
    }

    private static List<Integer> integers(JsonNode array) {
        return strings(array).stream().map(Integer::valueOf).toList();
    }

    private static Set<Set<String>> sets(JsonNode arrays) {
        Set<Set<String>> sets = new HashSet<>();
        arrays.forEach(array -> sets.add(new TreeSet<>(strings(array))));
        return sets;
    }
}
