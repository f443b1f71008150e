package io.bloomery.data.pack;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.Serializable;

/**
 * Where a document belongs: its split, its shard and its turn, by hashes of its id that do not depend on each other.
 *
 * <p>A document is in one split only, and stays there when documents are added or removed.
 */
public final class DocumentPlacement implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int SPLIT = 1;
    private static final int SHARD = 2;
    private static final int TURN = 3;
    private static final double UNIT = 0x1p-53;

    private final TokenizeConfig config;

    public DocumentPlacement(TokenizeConfig config) {
        this.config = config;
    }

    public Split split(String id) {
        double position = (hash(id, SPLIT) >>> 11) * UNIT; // uniform in [0, 1)
        return position < config.validationFraction() ? Split.VALIDATION : Split.TRAIN;
    }

    /** In [0, shards). */
    public int shard(String id) {
        return (int) Long.remainderUnsigned(hash(id, SHARD), config.shards());
    }

    /** The documents of a shard come in ascending order of this, of equal ones by id. */
    public long turn(String id) {
        return hash(id, TURN);
    }

    private long hash(String id, int purpose) {
        Hasher64 hasher = Hashing.xxh3_64();
        return hasher.hashLongLongLongToLong(hasher.hashCharsToLong(id), config.seed(), purpose);
    }
}
