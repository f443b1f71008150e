package io.bloomery.jobs.bench;

import java.io.Serializable;

/**
 * Which documents are planted.
 *
 * @param documents how many, at least 1
 * @param seed other seeds give other documents
 * @param oneCluster whether all of them are duplicates of each other, the worst case for a near-duplicate search
 */
public record PlantedSize(long documents, long seed, boolean oneCluster) implements Serializable {

    public PlantedSize {
        if (documents < 1) {
            throw new IllegalArgumentException("documents must be at least 1 but is " + documents);
        }
    }
}
