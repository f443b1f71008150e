package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.stream.LongStream;

/** Makes the keys by which duplicates of texts are found, as the configuration says. */
public final class Sketcher {

    private static final Hasher64 HASHER = Hashing.xxh3_64();
    private static final long SIM_HASH = -1;

    /** Rises whenever the same settings make other keys. */
    private static final int VERSION = 1;

    private final DedupeConfig config;
    private final MinHash minHash;

    public Sketcher(DedupeConfig config) {
        this.config = requireNonNull(config, "config");
        this.minHash = config.minHash().minHash();
    }

    /** How many meeting keys a text has at most. */
    public static int keys(DedupeConfig config) {
        int keys = config.minHash().enabled() ? config.minHash().settings().buckets() : 0;
        return keys + (config.simHash().enabled() ? simHashKeys(0, config.simHash()).length : 0);
    }

    /** By which settings keys are made, as one line: keys of the same line can be compared with each other. */
    public static String settings(DedupeConfig config) {
        ExactConfig exact = config.exact();
        MinHashSettings minHash = config.minHash().settings();
        boolean meets = config.minHash().enabled() || config.simHash().enabled();
        return String.join(
                " ",
                "v" + VERSION,
                exact.text() ? "text ignore-case=" + exact.ignoreCase() + " letters-only=" + exact.lettersOnly() : "id",
                meets ? minHash.shingleUnit() + " " + minHash.shingleSize() : "-",
                config.minHash().enabled()
                        ? minHash.buckets() + "x" + minHash.rows() + " seed="
                                + config.minHash().seed()
                        : "-",
                config.simHash().enabled()
                        ? config.simHash().blocks() + "-" + config.simHash().maxDistance()
                        : "-");
    }

    /**
     * The keys of a text.
     *
     * @param id stands for the text where exact duplicates are not looked for
     */
    public Sketch sketch(String id, String text) {
        boolean meets = config.minHash().enabled() || config.simHash().enabled();
        long[] shingles = meets ? config.minHash().settings().shingles(text) : new long[0];
        long[] keys = config.minHash().enabled() ? minHash.keys(shingles) : new long[0];
        if (config.simHash().enabled() && shingles.length > 0) {
            long[] more = simHashKeys(SimHash.of(shingles), config.simHash());
            keys = LongStream.concat(LongStream.of(keys), LongStream.of(more)).toArray();
        }
        return new Sketch(config.exact().text() ? config.exact().key(text) : id, keys);
    }

    private static long[] simHashKeys(long fingerprint, SimHashConfig config) {
        return LongStream.of(SimHash.keys(fingerprint, config.blocks(), config.maxDistance()))
                .map(key -> HASHER.hashLongLongToLong(SIM_HASH, key))
                .toArray();
    }
}
