package io.bloomery.data.dedup;

/** The named settings of {@link MinHashConfig}. */
public enum MinHashProfile {
    /** FineWeb's: word 5-grams, 14 buckets of 8. */
    FINEWEB,
    /** RedPajama-v2's for similarity 0.8: word 13-grams, 9 buckets of 13. */
    REDPAJAMA,
    /** NeMo Curator's: character 24-grams, 20 buckets of 13. */
    NEMO
}
