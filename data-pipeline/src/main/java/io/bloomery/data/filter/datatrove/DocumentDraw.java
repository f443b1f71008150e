package io.bloomery.data.filter.datatrove;

import com.dynatrace.hash4j.hashing.Hashing;
import io.bloomery.data.step.Draft;

/** Chance that follows from a document and a seed, so that it is the same wherever and how often it is drawn. */
public final class DocumentDraw {

    private static final int MANTISSA_BITS = 53;
    private static final double UNIT = 0x1p-53;

    private DocumentDraw() {}

    /** A number in [0, 1) for the document's id, URL and text; evenly spread over documents. */
    public static double of(Draft draft, long seed) {
        long hash = Hashing.komihash5_0(seed)
                .hashStream()
                .putString(draft.document().id())
                .putString(draft.url())
                .putString(draft.text())
                .getAsLong();
        return (hash >>> (Long.SIZE - MANTISSA_BITS)) * UNIT;
    }
}
